// swift-format-ignore-file: the messages are quoted whole

/// What people get wrong in names, paths and algorithms, and which entries get in each other's way.
let wrongNames: [WrongProfile] = [
    WrongProfile(
        "an algorithm with a space", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd level=3\n",
        [
            "5:21: `level=3` does not belong to the algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        "an algorithm with an open parenthesis",
        "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(level=3\n",
        ["5:20: this parenthesis is not closed | add `)`"]),
    WrongProfile(
        "a parameter without value", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(level)\n",
        ["5:21: the parameter `level` has no value | write `level=…`"]),
    WrongProfile(
        "a parameter twice", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(level=3, level=4)\n",
        ["5:30: the parameter `level` stands twice | keep one of them"]),
    WrongProfile(
        "a name too long", "version: 1\nzram:\n  a-name-of-16-byt: { size: 64M }\n",
        [
            "3:3: `a-name-of-16-byt` cannot be the name of a zram device | use at most 15 of a-z, A-Z, 0-9, `_` and `-`: the name is stored as the label of the swap area"
        ]),
    WrongProfile(
        "a name with a slash", "version: 1\nzram:\n  /dev/zram0: { size: 64M }\n",
        [
            "3:3: `/dev/zram0` cannot be the name of a zram device | use at most 15 of a-z, A-Z, 0-9, `_` and `-`: the name is stored as the label of the swap area"
        ]),
    WrongProfile(
        "a number with a leading zero", "version: 1\nzram:\n  zram01: { size: 64M }\n",
        [
            "3:3: `zram01` is not a device's name | write zram0 … zram9999, or a name of your own that does not begin with `zram` and a digit"
        ]),
    WrongProfile(
        "a relative swap file", "version: 1\nswap_files:\n  var/swap: { size: 64M }\n",
        [
            "3:3: `var/swap` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        "a swap file with dots", "version: 1\nswap_files:\n  /var/../swap: { size: 64M }\n",
        [
            "3:3: `/var/../swap` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        "a swap file that is a folder", "version: 1\nswap_files:\n  /var/swap/: { size: 64M }\n",
        [
            "3:3: `/var/swap/` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        "a device without form", "version: 1\nswap_devices:\n  sda2: {}\n",
        [
            "3:3: `sda2` does not name a device | write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…"
        ]),
    WrongProfile(
        "a tag in small letters", "version: 1\nswap_devices:\n  label=swap: {}\n",
        [
            "3:3: `label=swap` does not name a device | write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…"
        ]),
    WrongProfile(
        "a tag without value", "version: 1\nswap_devices:\n  LABEL=: {}\n",
        [
            "3:3: `LABEL=` does not name a device | write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…"
        ]),
    WrongProfile(
        "a cgroup with a first slash", "version: 1\ncgroups:\n  /app: { memory.max: 64M }\n",
        [
            "3:3: `/app` is not a path for a cgroup | write it from the root of the hierarchy without a first slash, `.` and `..`: system.slice/app.service"
        ]),
    WrongProfile(
        "a cgroup that climbs", "version: 1\ncgroups:\n  app/../web: { memory.max: 64M }\n",
        [
            "3:3: `app/../web` is not a path for a cgroup | write it from the root of the hierarchy without a first slash, `.` and `..`: system.slice/app.service"
        ]),
    WrongProfile(
        "an empty name", "version: 1\nzram:\n  \"\": { size: 64M }\n",
        [
            "3:3: `` cannot be the name of a zram device | use at most 15 of a-z, A-Z, 0-9, `_` and `-`: the name is stored as the label of the swap area"
        ]),
    WrongProfile(
        "a name with a space", "version: 1\nzram:\n  my zram: { size: 64M }\n",
        [
            "3:3: `my zram` cannot be the name of a zram device | use at most 15 of a-z, A-Z, 0-9, `_` and `-`: the name is stored as the label of the swap area"
        ]),
    WrongProfile(
        "a name with an umlaut", "version: 1\nzram:\n  größe: { size: 64M }\n",
        [
            "3:3: `größe` cannot be the name of a zram device | use at most 15 of a-z, A-Z, 0-9, `_` and `-`: the name is stored as the label of the swap area"
        ]),
    WrongProfile(
        "a device number that is too large", "version: 1\nzram:\n  zram10000: { size: 64M }\n",
        [
            "3:3: `zram10000` is not a device's name | write zram0 … zram9999, or a name of your own that does not begin with `zram` and a digit"
        ]),
    WrongProfile(
        "the root as a swap file", "version: 1\nswap_files:\n  /: { size: 64M }\n",
        [
            "3:3: `/` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        "a double slash", "version: 1\nswap_files:\n  //var/swap: { size: 64M }\n",
        [
            "3:3: `//var/swap` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        "a dot in a path", "version: 1\nswap_files:\n  /var/./swap: { size: 64M }\n",
        [
            "3:3: `/var/./swap` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        "a line end in a path", "version: 1\nswap_files:\n  \"/var/a\\nb\": { size: 64M }\n",
        [
            "3:3: `/var/a\nb` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        "a device among the files", "version: 1\nswap_files:\n  /dev/sda2: { size: 64M }\n",
        ["3:3: `/dev/sda2` is a device, not a swap file | name devices under `swap_devices`"]),
    WrongProfile(
        "a file among the devices", "version: 1\nswap_devices:\n  /var/swap: {}\n",
        ["3:3: `/var/swap` is not a device | devices lie below /dev; name swap files under `swap_files`"]),
    WrongProfile(
        "a device with dots", "version: 1\nswap_devices:\n  /dev/../dev/sda2: {}\n",
        [
            "3:3: `/dev/../dev/sda2` is not a path for a device | write it from the root, without `.`, `..`, double or final slashes: /dev/mmcblk0p3"
        ]),
    WrongProfile(
        "a tag that there is not", "version: 1\nswap_devices:\n  ID=swap: {}\n",
        [
            "3:3: `ID=swap` does not name a device | write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…"
        ]),
    WrongProfile(
        "a label with a line end", "version: 1\nswap_devices:\n  \"LABEL=a\\nb\": {}\n",
        [
            "3:3: `LABEL=a\nb` does not name a device | write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…"
        ]),
    WrongProfile(
        "the cgroup root", "version: 1\ncgroups:\n  \"\": { memory.max: 64M }\n",
        [
            "3:3: `` is not a path for a cgroup | write it from the root of the hierarchy without a first slash, `.` and `..`: system.slice/app.service"
        ]),
    WrongProfile(
        "a cgroup with a final slash", "version: 1\ncgroups:\n  app/: { memory.max: 64M }\n",
        [
            "3:3: `app/` is not a path for a cgroup | write it from the root of the hierarchy without a first slash, `.` and `..`: system.slice/app.service"
        ]),
    WrongProfile(
        "an algorithm in capitals", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: ZSTD\n",
        ["5:16: the kernel has no algorithm `ZSTD` | its names are in small letters: `zstd`"]),
    WrongProfile(
        "an algorithm with a colon", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd:3\n",
        [
            "5:20: `:3` does not belong to the algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        "an algorithm and a space before parentheses",
        "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd (level=3)\n",
        [
            "5:21: `(level=3)` does not belong to the algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        "an unknown parameter", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(levl=3)\n",
        ["5:21: there is no parameter `levl` | did you mean `level`?"]),
    WrongProfile(
        "a parameter of the kernel's own syntax",
        "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(priority=1)\n",
        ["5:21: there is no parameter `priority` | the parameters are `level`, `dict` and `deflate.winbits`"]),
    WrongProfile(
        "a level in words", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(level=fast)\n",
        ["5:27: `level` must be a whole number, not `fast`"]),
    WrongProfile(
        "a dictionary without a path",
        "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(dict=zram.dict)\n",
        ["5:26: `dict` must be a path from the root, not `zram.dict`"]),
    WrongProfile(
        "empty parentheses for an algorithm", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd()\n",
        ["5:21: a parameter is missing here | the parameters are `level`, `dict` and `deflate.winbits`"]),
    WrongProfile(
        "a parameter without a comma",
        "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(level=3 dict=/d)\n",
        [
            "5:29: `dict=/d)` does not belong to the parameter | separate parameters with commas; a value has no spaces, since the kernel splits there"
        ]),
    WrongProfile(
        "something after an algorithm",
        "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(level=3) lz4\n",
        [
            "5:30: `lz4` does not belong to the algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        "an algorithm that is a list", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: [zstd, lz4]\n",
        ["5:16: `algorithm` must be a single value, not a list"]),
    WrongProfile(
        "an algorithm that is a truth", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: true\n",
        ["5:16: `algorithm` must be a name, not `true`"]),
    WrongProfile(
        "an algorithm that begins with a hyphen", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: -zstd\n",
        [
            "5:16: `-zstd` is not an algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        "an empty algorithm", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: \"\"\n",
        [
            "5:17: `` is not an algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        "a zram device among the devices",
        "version: 1\nzram:\n  zram0: { size: 64M }\nswap_devices:\n  /dev/zram0: {}\n",
        [
            "5:3: `/dev/zram0` is the zram device of line 3 | what stands under `zram` is used as swap and labeled with its name; remove this entry, or rename that one"
        ]),
    WrongProfile(
        "a label of a zram device", "version: 1\nzram:\n  board: { size: 64M }\nswap_devices:\n  LABEL=board: {}\n",
        [
            "5:3: `LABEL=board` is the zram device of line 3 | what stands under `zram` is used as swap and labeled with its name; remove this entry, or rename that one"
        ]),
    WrongProfile(
        "a label of a zram device as a link",
        "version: 1\nzram:\n  board: { size: 64M }\nswap_devices:\n  /dev/disk/by-label/board: {}\n",
        [
            "5:3: `/dev/disk/by-label/board` is the zram device of line 3 | what stands under `zram` is used as swap and labeled with its name; remove this entry, or rename that one"
        ]),
    WrongProfile(
        "a device as tag and link", "version: 1\nswap_devices:\n  LABEL=a: {}\n  /dev/disk/by-label/a: {}\n",
        ["4:3: `/dev/disk/by-label/a` is the device of line 3 | keep one of them"]),
    WrongProfile(
        "a UUID in both cases", "version: 1\nswap_devices:\n  UUID=AB-1: {}\n  UUID=ab-1: {}\n",
        ["4:3: `UUID=ab-1` is the device of line 3 | keep one of them"]),
    WrongProfile(
        "more areas than a kernel has",
        "version: 1\nswap_devices:\n" + (1...33).map { "  /dev/sda\($0): {}\n" }.joined(),
        ["1:1: the profile has 33 swap areas, and no kernel has room for more than 32 | use fewer and larger ones"]),
]
