// swift-format-ignore-file: the messages are quoted whole

/// What people get wrong in the keys of a profile and in the kinds of their values.
let wrongStructure: [WrongProfile] = [
    WrongProfile(
        "an empty file", "",
        ["1:1: the profile is empty | begin with `version: 1`"]),
    WrongProfile(
        "only a comment", "# nothing\n",
        ["1:1: the profile is empty | begin with `version: 1`"]),
    WrongProfile(
        "a list", "- version: 1\n",
        [
            "1:1: the profile must be a mapping, not a list | write it as a mapping / version: 1 / zram: /   zram0: { size: ram / 2 }"
        ]),
    WrongProfile(
        "a single value", "hello\n",
        [
            "1:1: the profile must be a mapping, not a single value | write it as a mapping / version: 1 / zram: /   zram0: { size: ram / 2 }"
        ]),
    WrongProfile(
        "no version", "zram:\n  zram0: { size: 64M }\n",
        [
            "1:1: the profile has no `version` | begin with `version: 1`"
        ]),
    WrongProfile(
        "another version", "version: 2\n",
        ["1:10: `version` must be 1, not `2` | this program reads the first version of the format"]),
    WrongProfile(
        "a version with a fraction", "version: 1.0\n",
        ["1:10: `version` must be 1, not `1.0` | this program reads the first version of the format"]),
    WrongProfile(
        "an unknown section", "version: 1\nswapfiles:\n  /var/swap: { size: 64M }\n",
        [
            "2:1: the profile has no key `swapfiles` | did you mean `swap_files`?"
        ]),
    WrongProfile(
        "an unknown setting", "version: 1\nvm:\n  swapiness: 100\n",
        ["3:3: `vm` has no key `swapiness` | did you mean `swappiness`?"]),
    WrongProfile(
        "a setting out of its range", "version: 1\nvm: { swappiness: 201, page-cluster: 3 }\n",
        ["2:19: `swappiness` must be a whole number from 0 to 200, not `201`"]),
    WrongProfile(
        "a setting with a sign", "version: 1\nvm:\n  min_free_kbytes: -1\n",
        ["3:20: `min_free_kbytes` must be a whole number from 0 to 999999999, not `-1`"]),
    WrongProfile(
        "settings without a mapping", "version: 1\nvm: 100\n",
        ["2:5: `vm` must be a mapping, not a single value | write it as a mapping"]),
    WrongProfile(
        "a section of another tool", "version: 1\nzram-size: 64M\n",
        [
            "2:1: the profile has no key `zram-size` | write it under a device's name: zram: { zram0: { size: ram / 2 } }"
        ]),
    WrongProfile(
        "a word far from every key", "version: 1\nkernel_modules: []\n",
        [
            "2:1: the profile has no key `kernel_modules` | the keys are `version`, `zram`, `swap_files`, `swap_devices`, `cgroups`, `vm`, `unmanaged` and `kernel`"
        ]),
    WrongProfile(
        "a key twice", "version: 1\nversion: 1\n",
        ["2:1: the key `version` stands twice in this mapping | the first one is on line 1; keep one of them"]),
    WrongProfile(
        "a device twice", "version: 1\nzram:\n  zram0:\n    size: 64M\n  zram0:\n    size: 32M\n",
        ["5:3: the key `zram0` stands twice in this mapping | the first one is on line 3; keep one of them"]),
    WrongProfile(
        "a section that is a list", "version: 1\nzram:\n  - zram0\n",
        [
            "3:3: `zram` must be a mapping, not a list | write it as a mapping / zram: /   zram0: { size: ram / 2 }"
        ]),
    WrongProfile(
        "a device without values", "version: 1\nzram:\n  zram0:\n",
        [
            "3:9: `zram0` must be a mapping, not nothing | write it as a mapping / zram0: /   size: 512M"
        ]),
    WrongProfile(
        "a device that is a size", "version: 1\nzram:\n  zram0: 64M\n",
        [
            "3:10: `zram0` must be a mapping, not a single value | write it as a mapping / zram0: /   size: 512M"
        ]),
    WrongProfile(
        "no size", "version: 1\nzram:\n  zram0:\n    algorithm: lz4\n",
        [
            "3:3: `zram0` has no `size` | add its size: `size: 512M`"
        ]),
    WrongProfile(
        "a misspelt key", "version: 1\nzram:\n  zram0:\n    size: 64M\n    algoritm: lz4\n",
        ["5:5: `zram0` has no key `algoritm` | did you mean `algorithm`?"]),
    WrongProfile(
        "the kernel's name for size", "version: 1\nzram:\n  zram0:\n    disksize: 64M\n",
        [
            "3:3: `zram0` has no `size` | add its size: `size: 512M`",
            "4:5: `zram0` has no key `disksize` | write `size`",
        ]),
    WrongProfile(
        "a key in capitals", "version: 1\nzram:\n  zram0:\n    Size: 64M\n",
        [
            "3:3: `zram0` has no `size` | add its size: `size: 512M`",
            "4:5: `zram0` has no key `Size` | did you mean `size`?",
        ]),
    WrongProfile(
        "a list for a size", "version: 1\nzram:\n  zram0:\n    size: [64M]\n",
        ["4:11: `size` must be a single value, not a list"]),
    WrongProfile(
        "nothing for a size", "version: 1\nzram:\n  zram0:\n    size:\n",
        ["4:10: `size` must be a single value, not nothing"]),
    WrongProfile(
        "a priority too high", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: 32768 }\n",
        ["5:23: `priority` must be a whole number from 0 to 32767, not `32768`"]),
    WrongProfile(
        "a negative priority", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: -1 }\n",
        ["5:23: `priority` must be a whole number from 0 to 32767, not `-1`"]),
    WrongProfile(
        "a priority in words", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: high }\n",
        ["5:23: `priority` must be a whole number from 0 to 32767, not `high`"]),
    WrongProfile(
        "an octal priority", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: 010 }\n",
        ["5:23: `priority` must be a whole number from 0 to 32767, not `010`"]),
    WrongProfile(
        "a misspelt discard", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { discard: page }\n",
        ["5:22: `discard` cannot be `page` | did you mean `pages`?"]),
    WrongProfile(
        "a discard that is a truth", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { discard: true }\n",
        ["5:22: `discard` cannot be `true` | the words are `none`, `once`, `pages` and `both`"]),
    WrongProfile(
        "swap that is a truth", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: true\n",
        [
            "5:11: `swap` must be a mapping, not a single value | a zram device is swap without this key; with it, write it as a mapping / swap: /   priority: 100"
        ]),
    WrongProfile(
        "a priority beside swap", "version: 1\nzram:\n  zram0:\n    size: 64M\n    priority: 5\n",
        [
            "5:5: `zram0` has no key `priority` | write it under `swap`: swap: { priority: 100 }"
        ]),
    WrongProfile(
        "overwrite with a word", "version: 1\nzram:\n  zram0:\n    size: 64M\n    overwrite: yes\n",
        ["5:16: `overwrite` must be true or false, not `yes`"]),
    WrongProfile(
        "a swap file without size", "version: 1\nswap_files:\n  /var/swap: { priority: 1 }\n",
        [
            "3:3: `/var/swap` has no `size` | add its size: `size: 512M`"
        ]),
    WrongProfile(
        "a format for a swap file", "version: 1\nswap_files:\n  /var/swap: { size: 64M, format: true }\n",
        ["3:27: `/var/swap` has no key `format` | the keys are `size`, `priority`, `discard` and `overwrite`"]),
    WrongProfile(
        "a size for a device", "version: 1\nswap_devices:\n  /dev/sda2: { size: 64M }\n",
        ["3:16: `/dev/sda2` has no key `size` | the keys are `priority`, `discard`, `format` and `overwrite`"]),
    WrongProfile(
        "an unknown limit", "version: 1\ncgroups:\n  app: { memory.maximum: 64M }\n",
        ["3:10: `app` has no key `memory.maximum` | did you mean `memory.max`?"]),
    WrongProfile(
        "a v1 limit", "version: 1\ncgroups:\n  app: { memory.limit_in_bytes: 64M }\n",
        [
            "3:10: `app` has no key `memory.limit_in_bytes` | write `memory.max`"
        ]),
    WrongProfile(
        "an unknown policy", "version: 1\nunmanaged: delete\n",
        ["2:12: `unmanaged` cannot be `delete` | the words are `keep` and `remove`"]),
    WrongProfile(
        "several errors", "version: 3\nzram:\n  zram0: { size: 64MB, algoritm: lz4 }\nunmanaged: no\n",
        [
            "1:10: `version` must be 1, not `3` | this program reads the first version of the format",
            "3:20: `MB` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes",
            "3:24: `zram0` has no key `algoritm` | did you mean `algorithm`?",
            "4:12: `unmanaged` cannot be `no` | the words are `keep` and `remove`",
        ]),
    WrongProfile(
        "a quoted version", "version: \"1\"\n",
        ["1:10: `version` must be 1, not `\"1\"` | this program reads the first version of the format"]),
    WrongProfile(
        "a hyphen in a section", "version: 1\nswap-files:\n  /var/swap: { size: 64M }\n",
        [
            "2:1: the profile has no key `swap-files` | did you mean `swap_files`?"
        ]),
    WrongProfile(
        "a section that is a text", "version: 1\ncgroups: none\n",
        [
            "2:10: `cgroups` must be a mapping, not a single value | write it as a mapping / cgroups: /   app: { memory.max: 256M }"
        ]),
    WrongProfile(
        "a document that is only null", "---\n",
        [
            "2:1: the profile must be a mapping, not nothing | write it as a mapping / version: 1 / zram: /   zram0: { size: ram / 2 }"
        ]),
    WrongProfile(
        "a key that is a list", "version: 1\n? [a, b]\n: 1\n",
        ["2:3: a key must be a single value, not a list"]),
    WrongProfile(
        "a word of swapon's", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { prio: 5 }\n",
        [
            "5:13: `swap` has no key `prio` | write `priority`"
        ]),
    WrongProfile(
        "a sysfs name", "version: 1\nzram:\n  zram0:\n    size: 64M\n    comp_algorithm: lz4\n",
        [
            "5:5: `zram0` has no key `comp_algorithm` | write `algorithm`"
        ]),
    WrongProfile(
        "a key in camel case", "version: 1\nzram:\n  zram0:\n    size: 64M\n    memLimit: 32M\n",
        ["5:5: `zram0` has no key `memLimit` | did you mean `mem_limit`?"]),
    WrongProfile(
        "a very long key",
        "version: 1\nzram:\n  zram0:\n    size: 64M\n    " + String(repeating: "x", count: 200) + ": 1\n",
        [
            "5:5: `zram0` has no key `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` | the keys are `size`, `algorithm`, `mem_limit`, `swap` and `overwrite`"
        ]),
    WrongProfile(
        "an entry that is a list", "version: 1\nswap_files:\n  /var/swap: [64M]\n",
        [
            "3:14: `/var/swap` must be a mapping, not a list | write it as a mapping / /var/swap: /   size: 512M"
        ]),
    WrongProfile(
        "a key twice in braces", "version: 1\nswap_files:\n  /var/swap: { size: 64M, size: 32M }\n",
        ["3:27: the key `size` stands twice in this mapping | the first one is on line 3; keep one of them"]),
    WrongProfile(
        "a key twice, once in quotes", "version: 1\nzram:\n  a: { size: 64M }\n  \"a\": { size: 32M }\n",
        ["4:3: the key `a` stands twice in this mapping | the first one is on line 3; keep one of them"]),
    WrongProfile(
        "a discard list", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { discard: [once, pages] }\n",
        ["5:22: `discard` must be a single value, not a list"]),
    WrongProfile(
        "a priority in quotes", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: \"5\" }\n",
        ["5:23: `priority` must be a whole number from 0 to 32767, not `\"5\"`"]),
    WrongProfile(
        "a priority with a fraction", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: 1.5 }\n",
        ["5:23: `priority` must be a whole number from 0 to 32767, not `1.5`"]),
    WrongProfile(
        "a priority of nothing", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: }\n",
        ["5:23: `priority` must be a single value, not nothing"]),
    WrongProfile(
        "swap without values", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap:\n",
        [
            "5:10: `swap` must be a mapping, not nothing | a zram device is swap without this key; with it, write it as a mapping / swap: /   priority: 100"
        ]),
    WrongProfile(
        "a boolean in quotes", "version: 1\nzram:\n  zram0:\n    size: 64M\n    overwrite: \"true\"\n",
        ["5:16: `overwrite` must be true or false, not `\"true\"`"]),
    WrongProfile(
        "a boolean as a number", "version: 1\nzram:\n  zram0:\n    size: 64M\n    overwrite: 1\n",
        ["5:16: `overwrite` must be true or false, not `1`"]),
    WrongProfile(
        "format with a word", "version: 1\nswap_devices:\n  /dev/sda2: { format: if-needed }\n",
        ["3:24: `format` must be true or false, not `if-needed`"]),
    WrongProfile(
        "all sections wrong", "version: 1\nzram: 1\nswap_files: 2\nswap_devices: 3\ncgroups: 4\nunmanaged: 5\n",
        [
            "2:7: `zram` must be a mapping, not a single value | write it as a mapping / zram: /   zram0: { size: ram / 2 }",
            "3:13: `swap_files` must be a mapping, not a single value | write it as a mapping / swap_files: /   /var/swap: { size: 512M }",
            "4:15: `swap_devices` must be a mapping, not a single value | write it as a mapping / swap_devices: /   LABEL=board-swap: { priority: 10 }",
            "5:10: `cgroups` must be a mapping, not a single value | write it as a mapping / cgroups: /   app: { memory.max: 256M }",
            "6:12: `unmanaged` cannot be `5` | the words are `keep` and `remove`",
        ]),
    WrongProfile(
        "wrong entries with wrong values",
        "version: 1\nswap_files:\n  swap: { size: 1MB, priority: x }\nswap_devices:\n  sda2: { format: yes }\ncgroups:\n  /app: { memory.max: 1m }\n",
        [
            "3:3: `swap` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap",
            "3:18: `MB` is not a unit | write `1M`; the units are K, M, G and T, powers of 1024; a bare number is bytes",
            "3:32: `priority` must be a whole number from 0 to 32767, not `x`",
            "5:3: `sda2` does not name a device | write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…",
            "5:19: `format` must be true or false, not `yes`",
            "7:3: `/app` is not a path for a cgroup | write it from the root of the hierarchy without a first slash, `.` and `..`: system.slice/app.service",
            "7:24: `m` is not a unit | write `1M`; the units are K, M, G and T, powers of 1024; a bare number is bytes",
        ]),
    WrongProfile(
        "keys beside their device",
        "version: 1\nzram:\n  zram0:\n  size: 64M\n  algorithm: lz4\n  zram1: { size: 64M }\n",
        ["4:3: `size` stands beside `zram0`, not under it | indent it further than `zram0`"]),
    WrongProfile(
        "keys beside their swap device", "version: 1\nswap_devices:\n  /dev/sda2:\n  priority: 5\n",
        ["4:3: `priority` stands beside `/dev/sda2`, not under it | indent it further than `/dev/sda2`"]),
    WrongProfile(
        "a setting of the machine", "version: 1\nzram:\n  zram0:\n    size: 64M\n    swappiness: 100\n",
        ["5:5: `zram0` has no key `swappiness` | write it under `vm`, as a setting of the whole machine"]),
    WrongProfile(
        "a key of zram-generator's", "version: 1\nzram:\n  zram0:\n    zram-size: 64M\n    swap-priority: 5\n",
        [
            "3:3: `zram0` has no `size` | add its size: `size: 512M`",
            "4:5: `zram0` has no key `zram-size` | write `size`",
            "5:5: `zram0` has no key `swap-priority` | write it under `swap`: swap: { priority: 100 }",
        ]),
    WrongProfile(
        "a device at the top", "version: 1\nzram0: { size: 64M }\n",
        ["2:1: the profile has no key `zram0` | write it under `zram`, further in"]),
    WrongProfile(
        "a file at the top", "version: 1\n/var/swap: { size: 64M }\n",
        ["2:1: the profile has no key `/var/swap` | write it under `swap_files`, further in"]),
    WrongProfile(
        "a tag at the top", "version: 1\nLABEL=x: { priority: 1 }\n",
        ["2:1: the profile has no key `LABEL=x` | write it under `swap_devices`, further in"]),
    WrongProfile(
        "a key of a device at the top", "version: 1\nsize: 64M\n",
        ["2:1: the profile has no key `size` | write it under a device's name: zram: { zram0: { size: ram / 2 } }"]),
    WrongProfile(
        "a limit at the top", "version: 1\nmemory.max: 64M\n",
        [
            "2:1: the profile has no key `memory.max` | write it under a group's name: cgroups: { app: { memory.max: 256M } }"
        ]),
    WrongProfile(
        "systemd's name of a limit", "version: 1\ncgroups:\n  app: { MemorySwapMax: 64M }\n",
        ["3:10: `app` has no key `MemorySwapMax` | write `memory.swap.max`"]),
]
