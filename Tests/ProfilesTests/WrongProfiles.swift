// swift-format-ignore-file: the messages are quoted whole
import Testing

// What people get wrong in a profile, and every word that they are told.

/// A wrong profile with its errors, each as `LINE:COLUMN: SUMMARY`, then ` | ` and the help where there is one.
struct WrongProfile: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var errors: [String]

    var testDescription: String { name }
}

let wrongProfiles: [WrongProfile] = [
    WrongProfile(
        name: "an empty file", text: "",
        errors: [
            "1:1: the profile is empty | begin with `version: 1`"
        ]),
    WrongProfile(
        name: "only a comment", text: "# nothing\n",
        errors: [
            "1:1: the profile is empty | begin with `version: 1`"
        ]),
    WrongProfile(
        name: "a list", text: "- version: 1\n",
        errors: [
            "1:1: `profile` must be a mapping, not a list"
        ]),
    WrongProfile(
        name: "a single value", text: "hello\n",
        errors: [
            "1:1: `profile` must be a mapping, not a single value"
        ]),
    WrongProfile(
        name: "no version", text: "zram:\n  zram0: { size: 64M }\n",
        errors: [
            "1:1: `profile` has no `version` | add `version: …`"
        ]),
    WrongProfile(
        name: "another version", text: "version: 2\n",
        errors: [
            "1:10: `version` must be 1, not `2` | this program reads the first version of the format"
        ]),
    WrongProfile(
        name: "a version with a fraction", text: "version: 1.0\n",
        errors: [
            "1:10: `version` must be 1, not `1.0` | this program reads the first version of the format"
        ]),
    WrongProfile(
        name: "an unknown section", text: "version: 1\nswapfiles:\n  /var/swap: { size: 64M }\n",
        errors: [
            "2:1: `profile` has no key `swapfiles` | did you mean `swap_files`?"
        ]),
    WrongProfile(
        name: "a section of another tool", text: "version: 1\nzram-size: 64M\n",
        errors: [
            "2:1: `profile` has no key `zram-size` | the keys are `version`, `zram`, `swap_files`, `swap_devices`, `cgroups` and `unmanaged`"
        ]),
    WrongProfile(
        name: "a word far from every key", text: "version: 1\nkernel_modules: []\n",
        errors: [
            "2:1: `profile` has no key `kernel_modules` | the keys are `version`, `zram`, `swap_files`, `swap_devices`, `cgroups` and `unmanaged`"
        ]),
    WrongProfile(
        name: "a key twice", text: "version: 1\nversion: 1\n",
        errors: [
            "2:1: the key `version` stands twice in this mapping | the first one is on line 1; keep one of them"
        ]),
    WrongProfile(
        name: "a device twice", text: "version: 1\nzram:\n  zram0:\n    size: 64M\n  zram0:\n    size: 32M\n",
        errors: [
            "5:3: the key `zram0` stands twice in this mapping | the first one is on line 3; keep one of them"
        ]),
    WrongProfile(
        name: "a section that is a list", text: "version: 1\nzram:\n  - zram0\n",
        errors: [
            "3:3: `zram` must be a mapping, not a list"
        ]),
    WrongProfile(
        name: "a device without values", text: "version: 1\nzram:\n  zram0:\n",
        errors: [
            "3:9: `zram0` must be a mapping, not nothing"
        ]),
    WrongProfile(
        name: "a device that is a size", text: "version: 1\nzram:\n  zram0: 64M\n",
        errors: [
            "3:10: `zram0` must be a mapping, not a single value"
        ]),
    WrongProfile(
        name: "no size", text: "version: 1\nzram:\n  zram0:\n    algorithm: lz4\n",
        errors: [
            "3:3: `zram0` has no `size` | add `size: …`"
        ]),
    WrongProfile(
        name: "a misspelt key", text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    algoritm: lz4\n",
        errors: [
            "5:5: `zram0` has no key `algoritm` | did you mean `algorithm`?"
        ]),
    WrongProfile(
        name: "the kernel's name for size", text: "version: 1\nzram:\n  zram0:\n    disksize: 64M\n",
        errors: [
            "3:3: `zram0` has no `size` | add `size: …`",
            "4:5: `zram0` has no key `disksize` | the keys are `size`, `algorithm`, `mem_limit`, `swap` and `overwrite`",
        ]),
    WrongProfile(
        name: "a key in capitals", text: "version: 1\nzram:\n  zram0:\n    Size: 64M\n",
        errors: [
            "3:3: `zram0` has no `size` | add `size: …`",
            "4:5: `zram0` has no key `Size` | did you mean `size`?",
        ]),
    WrongProfile(
        name: "a list for a size", text: "version: 1\nzram:\n  zram0:\n    size: [64M]\n",
        errors: [
            "4:11: `size` must be a single value, not a list"
        ]),
    WrongProfile(
        name: "nothing for a size", text: "version: 1\nzram:\n  zram0:\n    size:\n",
        errors: [
            "4:10: `size` must be a single value, not nothing"
        ]),
    WrongProfile(
        name: "megabytes in words", text: "version: 1\nzram:\n  zram0:\n    size: 64MB\n",
        errors: [
            "4:13: `MB` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"
        ]),
    WrongProfile(
        name: "mebibytes", text: "version: 1\nzram:\n  zram0:\n    size: 64MiB\n",
        errors: [
            "4:13: `MiB` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"
        ]),
    WrongProfile(
        name: "a small unit letter", text: "version: 1\nzram:\n  zram0:\n    size: 64m\n",
        errors: [
            "4:13: `m` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"
        ]),
    WrongProfile(
        name: "an unknown unit", text: "version: 1\nzram:\n  zram0:\n    size: 64X\n",
        errors: [
            "4:13: `X` is not a unit | the units are K, M, G and T, powers of 1024; a bare number is bytes"
        ]),
    WrongProfile(
        name: "a space before the unit", text: "version: 1\nzram:\n  zram0:\n    size: 64 M\n",
        errors: [
            "4:14: `M` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `disk_free`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        name: "a negative size", text: "version: 1\nzram:\n  zram0:\n    size: -64M\n",
        errors: [
            "4:11: a size has no sign | write `ram - 64M`, not a negative number"
        ]),
    WrongProfile(
        name: "a size of zero", text: "version: 1\nzram:\n  zram0:\n    size: 0\n",
        errors: [
            "4:11: the size is zero | write a size of at least one page"
        ]),
    WrongProfile(
        name: "a sum of zero", text: "version: 1\nzram:\n  zram0:\n    size: 64M - 64M\n",
        errors: [
            "4:11: the size is zero | write a size of at least one page"
        ]),
    WrongProfile(
        name: "a sum below zero", text: "version: 1\nzram:\n  zram0:\n    size: 64M - 65M\n",
        errors: [
            "4:11: the size is negative: -1M | take less away, or write `max(…, 16M)` around it"
        ]),
    WrongProfile(
        name: "a division by zero", text: "version: 1\nzram:\n  zram0:\n    size: ram / 0\n",
        errors: [
            "4:15: division by zero"
        ]),
    WrongProfile(
        name: "a division by a zero sum", text: "version: 1\nzram:\n  zram0:\n    size: ram / (1K - 1024)\n",
        errors: [
            "4:15: division by zero"
        ]),
    WrongProfile(
        name: "a size too large", text: "version: 1\nzram:\n  zram0:\n    size: 8388608T\n",
        errors: [
            "4:11: the size is too large | sizes end below 8388608T"
        ]),
    WrongProfile(
        name: "a product too large", text: "version: 1\nzram:\n  zram0:\n    size: 4096T * 4096\n",
        errors: [
            "4:17: the size is too large | sizes end below 8388608T"
        ]),
    WrongProfile(
        name: "an unknown name", text: "version: 1\nzram:\n  zram0:\n    size: rma / 2\n",
        errors: [
            "4:11: `rma` is not known in a size | did you mean `ram`?"
        ]),
    WrongProfile(
        name: "a name far from all", text: "version: 1\nzram:\n  zram0:\n    size: memory_total / 2\n",
        errors: [
            "4:11: `memory_total` is not known in a size | write a number with K, M, G or T, `25%`, `ram`, `disk_free`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        name: "an open parenthesis", text: "version: 1\nzram:\n  zram0:\n    size: (ram / 2\n",
        errors: [
            "4:11: this parenthesis is not closed | add `)`"
        ]),
    WrongProfile(
        name: "an open function", text: "version: 1\nzram:\n  zram0:\n    size: min(ram, 64M\n",
        errors: [
            "4:14: this parenthesis is not closed | add `)`"
        ]),
    WrongProfile(
        name: "a closed parenthesis too many", text: "version: 1\nzram:\n  zram0:\n    size: ram / 2)\n",
        errors: [
            "4:18: `)` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `disk_free`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        name: "nothing behind an operator", text: "version: 1\nzram:\n  zram0:\n    size: ram /\n",
        errors: [
            "4:16: the size ends where a value should follow | write a number with K, M, G or T, `25%`, `ram`, `disk_free`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        name: "two values side by side", text: "version: 1\nzram:\n  zram0:\n    size: ram 64M\n",
        errors: [
            "4:15: `64M` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `disk_free`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        name: "a function without parentheses", text: "version: 1\nzram:\n  zram0:\n    size: min\n",
        errors: [
            "4:11: `min` wants its values in parentheses | write `min(ram / 2, 512M)`"
        ]),
    WrongProfile(
        name: "a function without values", text: "version: 1\nzram:\n  zram0:\n    size: min()\n",
        errors: [
            "4:15: `)` is not a size | write a number with K, M, G or T, `25%`, `ram`, `disk_free`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        name: "an operator that there is not", text: "version: 1\nzram:\n  zram0:\n    size: ram ^ 2\n",
        errors: [
            "4:15: `^ 2` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `disk_free`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        name: "a point without digits", text: "version: 1\nzram:\n  zram0:\n    size: 1.G\n",
        errors: [
            "4:13: a digit must follow the decimal point"
        ]),
    WrongProfile(
        name: "disk_free for zram", text: "version: 1\nzram:\n  zram0:\n    size: disk_free / 2\n",
        errors: [
            "4:11: `disk_free` has no meaning here | only the size of a swap file may use it"
        ]),
    WrongProfile(
        name: "deep parentheses", text: "version: 1\nzram:\n  zram0:\n    size: (((((((((((((((((1M)))))))))))))))))\n",
        errors: [
            "4:27: parentheses lie deeper than 16 levels here"
        ]),
    WrongProfile(
        name: "a comma in braces", text: "version: 1\nzram:\n  zram0: { size: min(ram / 2, 512M), algorithm: lz4 }\n",
        errors: [
            "3:18: inside { } the comma ends this value: `min(ram / 2` | put the whole value in quotes: `size: \"min(ram / 2, …)\"`"
        ]),
    WrongProfile(
        name: "an algorithm with a space",
        text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd level=3\n",
        errors: [
            "5:16: `zstd level=3` is not an algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        name: "an algorithm with an open parenthesis",
        text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(level=3\n",
        errors: [
            "5:16: `zstd(level=3` is not an algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        name: "a parameter without value",
        text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(level)\n",
        errors: [
            "5:16: `zstd(level)` is not an algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        name: "a parameter twice",
        text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd(level=3, level=4)\n",
        errors: [
            "5:16: `zstd(level=3, level=4)` is not an algorithm | write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"
        ]),
    WrongProfile(
        name: "a priority too high",
        text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: 32768 }\n",
        errors: [
            "5:23: `priority` must be a whole number from 0 to 32767, not `32768`"
        ]),
    WrongProfile(
        name: "a negative priority", text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: -1 }\n",
        errors: [
            "5:23: `priority` must be a whole number from 0 to 32767, not `-1`"
        ]),
    WrongProfile(
        name: "a priority in words", text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: high }\n",
        errors: [
            "5:23: `priority` must be a whole number from 0 to 32767, not `high`"
        ]),
    WrongProfile(
        name: "an octal priority", text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { priority: 010 }\n",
        errors: [
            "5:23: `priority` must be a whole number from 0 to 32767, not `010`"
        ]),
    WrongProfile(
        name: "a misspelt discard", text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { discard: page }\n",
        errors: [
            "5:22: `discard` cannot be `page` | did you mean `pages`?"
        ]),
    WrongProfile(
        name: "a discard that is a truth",
        text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: { discard: true }\n",
        errors: [
            "5:22: `discard` cannot be `true` | the words are `none`, `once`, `pages` and `both`"
        ]),
    WrongProfile(
        name: "swap that is a truth", text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    swap: true\n",
        errors: [
            "5:11: `swap` must be a mapping, not a single value"
        ]),
    WrongProfile(
        name: "a priority beside swap", text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    priority: 5\n",
        errors: [
            "5:5: `zram0` has no key `priority` | the keys are `size`, `algorithm`, `mem_limit`, `swap` and `overwrite`"
        ]),
    WrongProfile(
        name: "a name too long", text: "version: 1\nzram:\n  a-name-of-16-byt: { size: 64M }\n",
        errors: [
            "3:3: `a-name-of-16-byt` cannot be the name of a zram device | use at most 15 of a-z, A-Z, 0-9, `_` and `-`: the name is stored as the label of the swap area"
        ]),
    WrongProfile(
        name: "a name with a slash", text: "version: 1\nzram:\n  /dev/zram0: { size: 64M }\n",
        errors: [
            "3:3: `/dev/zram0` cannot be the name of a zram device | use at most 15 of a-z, A-Z, 0-9, `_` and `-`: the name is stored as the label of the swap area"
        ]),
    WrongProfile(
        name: "a number with a leading zero", text: "version: 1\nzram:\n  zram01: { size: 64M }\n",
        errors: [
            "3:3: `zram01` is not a device's name | write zram0 … zram9999, or a name of your own that does not begin with `zram` and a digit"
        ]),
    WrongProfile(
        name: "overwrite with a word", text: "version: 1\nzram:\n  zram0:\n    size: 64M\n    overwrite: yes\n",
        errors: [
            "5:16: `overwrite` must be true or false, not `yes`"
        ]),
    WrongProfile(
        name: "a relative swap file", text: "version: 1\nswap_files:\n  var/swap: { size: 64M }\n",
        errors: [
            "3:3: `var/swap` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        name: "a swap file with dots", text: "version: 1\nswap_files:\n  /var/../swap: { size: 64M }\n",
        errors: [
            "3:3: `/var/../swap` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        name: "a swap file that is a folder", text: "version: 1\nswap_files:\n  /var/swap/: { size: 64M }\n",
        errors: [
            "3:3: `/var/swap/` is not a path for a swap file | write it from the root, without `.`, `..`, double or final slashes: /var/swap"
        ]),
    WrongProfile(
        name: "a swap file without size", text: "version: 1\nswap_files:\n  /var/swap: { priority: 1 }\n",
        errors: [
            "3:3: `/var/swap` has no `size` | add `size: …`"
        ]),
    WrongProfile(
        name: "a format for a swap file", text: "version: 1\nswap_files:\n  /var/swap: { size: 64M, format: true }\n",
        errors: [
            "3:27: `/var/swap` has no key `format` | the keys are `size`, `priority`, `discard` and `overwrite`"
        ]),
    WrongProfile(
        name: "a device without form", text: "version: 1\nswap_devices:\n  sda2: {}\n",
        errors: [
            "3:3: `sda2` does not name a device | write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…"
        ]),
    WrongProfile(
        name: "a tag in small letters", text: "version: 1\nswap_devices:\n  label=swap: {}\n",
        errors: [
            "3:3: `label=swap` does not name a device | write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…"
        ]),
    WrongProfile(
        name: "a tag without value", text: "version: 1\nswap_devices:\n  LABEL=: {}\n",
        errors: [
            "3:3: `LABEL=` does not name a device | write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…"
        ]),
    WrongProfile(
        name: "a size for a device", text: "version: 1\nswap_devices:\n  /dev/sda2: { size: 64M }\n",
        errors: [
            "3:16: `/dev/sda2` has no key `size` | the keys are `priority`, `discard`, `format` and `overwrite`"
        ]),
    WrongProfile(
        name: "a cgroup with a first slash", text: "version: 1\ncgroups:\n  /app: { memory.max: 64M }\n",
        errors: [
            "3:3: `/app` is not a path for a cgroup | write it from the root of the hierarchy without a first slash, `.` and `..`: system.slice/app.service"
        ]),
    WrongProfile(
        name: "a cgroup that climbs", text: "version: 1\ncgroups:\n  app/../web: { memory.max: 64M }\n",
        errors: [
            "3:3: `app/../web` is not a path for a cgroup | write it from the root of the hierarchy without a first slash, `.` and `..`: system.slice/app.service"
        ]),
    WrongProfile(
        name: "an unknown limit", text: "version: 1\ncgroups:\n  app: { memory.maximum: 64M }\n",
        errors: [
            "3:10: `app` has no key `memory.maximum` | did you mean `memory.max`?"
        ]),
    WrongProfile(
        name: "a v1 limit", text: "version: 1\ncgroups:\n  app: { memory.limit_in_bytes: 64M }\n",
        errors: [
            "3:10: `app` has no key `memory.limit_in_bytes` | the keys are `memory.min`, `memory.low`, `memory.high`, `memory.max`, `memory.swap.high`, `memory.swap.max` and `memory.oom.group`"
        ]),
    WrongProfile(
        name: "a limit without unit", text: "version: 1\ncgroups:\n  app: { memory.max: unlimited }\n",
        errors: [
            "3:22: `unlimited` is not known in a size | write a number with K, M, G or T, `25%`, `ram`, `disk_free`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        name: "a negative limit", text: "version: 1\ncgroups:\n  app: { memory.max: -1 }\n",
        errors: [
            "3:22: a size has no sign | write `ram - 64M`, not a negative number"
        ]),
    WrongProfile(
        name: "oom.group with a size", text: "version: 1\ncgroups:\n  app: { memory.oom.group: 1 }\n",
        errors: [
            "3:28: `memory.oom.group` must be true or false, not `1`"
        ]),
    WrongProfile(
        name: "an unknown policy", text: "version: 1\nunmanaged: delete\n",
        errors: [
            "2:12: `unmanaged` cannot be `delete` | the words are `keep` and `remove`"
        ]),
    WrongProfile(
        name: "an alias", text: "version: 1\nzram:\n  zram0: &a { size: 64M }\n  zram1: *a\n",
        errors: [
            "3:10: anchors (`&name`) are not allowed | write the value out where it is needed",
            "4:10: aliases (`*name`) are not allowed | write the value out where it is needed",
            "4:10: `zram1` must be a mapping, not nothing",
        ]),
    WrongProfile(
        name: "a tag", text: "version: 1\nzram:\n  zram0: { size: !!str 64M }\n",
        errors: [
            "3:18: tags (`!name`) are not allowed | remove the tag"
        ]),
    WrongProfile(
        name: "two documents", text: "version: 1\n---\nversion: 1\n",
        errors: [
            "2:1: a second document starts here | keep one document in a file"
        ]),
    WrongProfile(
        name: "a tabulator", text: "version: 1\nzram:\n\tzram0: { size: 64M }\n",
        errors: [
            "3:1: the document is not YAML: found character that cannot start any token while scanning for the next token | indent with spaces: YAML allows no tabs there"
        ]),
    WrongProfile(
        name: "an open brace", text: "version: 1\nzram: { zram0: { size: 64M }\n",
        errors: [
            "3:1: the document is not YAML: did not find expected ',' or '}' while parsing a flow mapping"
        ]),
    WrongProfile(
        name: "a key without a space", text: "version:1\n",
        errors: [
            "1:1: `profile` must be a mapping, not a single value"
        ]),
    WrongProfile(
        name: "several errors", text: "version: 3\nzram:\n  zram0: { size: 64MB, algoritm: lz4 }\nunmanaged: no\n",
        errors: [
            "1:10: `version` must be 1, not `3` | this program reads the first version of the format",
            "3:20: `MB` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes",
            "3:24: `zram0` has no key `algoritm` | did you mean `algorithm`?",
            "4:12: `unmanaged` cannot be `no` | the words are `keep` and `remove`",
        ]),
]
