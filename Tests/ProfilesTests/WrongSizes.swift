// swift-format-ignore-file: the messages are quoted whole

/// What people get wrong in sizes and limits.
let wrongSizes: [WrongProfile] = [
    WrongProfile(
        "megabytes in words", "version: 1\nzram:\n  zram0:\n    size: 64MB\n",
        ["4:13: `MB` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "mebibytes", "version: 1\nzram:\n  zram0:\n    size: 64MiB\n",
        ["4:13: `MiB` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]
    ),
    WrongProfile(
        "a small unit letter", "version: 1\nzram:\n  zram0:\n    size: 64m\n",
        ["4:13: `m` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "an unknown unit", "version: 1\nzram:\n  zram0:\n    size: 64X\n",
        ["4:13: `X` is not a unit | the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a space before the unit", "version: 1\nzram:\n  zram0:\n    size: 64 M\n",
        [
            "4:14: a space stands before the unit `M` | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"
        ]),
    WrongProfile(
        "a negative size", "version: 1\nzram:\n  zram0:\n    size: -64M\n",
        ["4:11: a size has no sign | write `ram - 64M`, not a negative number"]),
    WrongProfile(
        "a size of zero", "version: 1\nzram:\n  zram0:\n    size: 0\n",
        ["4:11: the size is zero | write a size of at least one page"]),
    WrongProfile(
        "a sum of zero", "version: 1\nzram:\n  zram0:\n    size: 64M - 64M\n",
        ["4:11: the size is zero | write a size of at least one page"]),
    WrongProfile(
        "a sum below zero", "version: 1\nzram:\n  zram0:\n    size: 64M - 65M\n",
        ["4:11: the size is negative: -1M | take less away, or write `max(…, 16M)` around it"]),
    WrongProfile(
        "a division by zero", "version: 1\nzram:\n  zram0:\n    size: ram / 0\n",
        ["4:15: division by zero"]),
    WrongProfile(
        "a division by a zero sum", "version: 1\nzram:\n  zram0:\n    size: ram / (1K - 1024)\n",
        ["4:15: division by zero"]),
    WrongProfile(
        "a size too large", "version: 1\nzram:\n  zram0:\n    size: 8388608T\n",
        ["4:11: the size is too large | sizes end below 8388608T"]),
    WrongProfile(
        "a product too large", "version: 1\nzram:\n  zram0:\n    size: 4096T * 4096\n",
        ["4:17: the size is too large | sizes end below 8388608T"]),
    WrongProfile(
        "an unknown name", "version: 1\nzram:\n  zram0:\n    size: rma / 2\n",
        ["4:11: `rma` is not known in a size | did you mean `ram`?"]),
    WrongProfile(
        "a name far from all", "version: 1\nzram:\n  zram0:\n    size: memory_total / 2\n",
        [
            "4:11: `memory_total` is not known in a size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "an open parenthesis", "version: 1\nzram:\n  zram0:\n    size: (ram / 2\n",
        ["4:11: this parenthesis is not closed | add `)`"]),
    WrongProfile(
        "an open function", "version: 1\nzram:\n  zram0:\n    size: min(ram, 64M\n",
        ["4:14: this parenthesis is not closed | add `)`"]),
    WrongProfile(
        "a closed parenthesis too many", "version: 1\nzram:\n  zram0:\n    size: ram / 2)\n",
        [
            "4:18: `)` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "nothing after an operator", "version: 1\nzram:\n  zram0:\n    size: ram /\n",
        [
            "4:16: the size ends where a value should follow | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "two values side by side", "version: 1\nzram:\n  zram0:\n    size: ram 64M\n",
        [
            "4:15: `64M` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a function without parentheses", "version: 1\nzram:\n  zram0:\n    size: min\n",
        ["4:11: `min` needs its values in parentheses | write `min(ram / 2, 512M)`"]),
    WrongProfile(
        "a function without values", "version: 1\nzram:\n  zram0:\n    size: min()\n",
        [
            "4:15: `)` is not a size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "an operator that there is not", "version: 1\nzram:\n  zram0:\n    size: ram ^ 2\n",
        [
            "4:15: `^ 2` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a point without digits", "version: 1\nzram:\n  zram0:\n    size: 1.G\n",
        ["4:13: a digit must follow the decimal point"]),
    WrongProfile(
        "disk_free for zram", "version: 1\nzram:\n  zram0:\n    size: disk_free / 2\n",
        ["4:11: `disk_free` has no meaning here | only the size of a swap file may use it"]),
    WrongProfile(
        "deep parentheses", "version: 1\nzram:\n  zram0:\n    size: (((((((((((((((((1M)))))))))))))))))\n",
        ["4:27: parentheses lie deeper than 16 levels here"]),
    WrongProfile(
        "a limit without unit", "version: 1\ncgroups:\n  app: { memory.max: unlimited }\n",
        [
            "3:22: `unlimited` is not known in a size | write `max` for no limit, or a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a negative limit", "version: 1\ncgroups:\n  app: { memory.max: -1 }\n",
        ["3:22: a size has no sign | write `max` for no limit"]),
    WrongProfile(
        "kibibytes", "version: 1\nzram:\n  zram0:\n    size: 64KiB\n",
        ["4:13: `KiB` is not a unit | write `64K`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]
    ),
    WrongProfile(
        "small letters", "version: 1\nzram:\n  zram0:\n    size: 2gb\n",
        ["4:12: `gb` is not a unit | write `2G`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a terabyte", "version: 1\nzram:\n  zram0:\n    size: 1TB\n",
        ["4:12: `TB` is not a unit | write `1T`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "bits and bytes", "version: 1\nzram:\n  zram0:\n    size: 64B\n",
        ["4:13: `B` is not a unit | the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a space and a long unit", "version: 1\nzram:\n  zram0:\n    size: 64 MiB\n",
        ["4:14: `MiB` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]
    ),
    WrongProfile(
        "a space before a unit in a function", "version: 1\nzram:\n  zram0:\n    size: min(64 M, ram)\n",
        [
            "4:18: a space stands before the unit `M` | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"
        ]),
    WrongProfile(
        "a percent sign alone", "version: 1\nzram:\n  zram0:\n    size: ram * %\n",
        [
            "4:17: `%` is not a size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a percentage of something", "version: 1\nzram:\n  zram0:\n    size: 50% of ram\n",
        [
            "4:15: `of ram` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a hexadecimal number", "version: 1\nzram:\n  zram0:\n    size: 0x4000000\n",
        ["4:12: `x4000000` is not a unit | the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a number in scientific notation", "version: 1\nzram:\n  zram0:\n    size: 1e9\n",
        ["4:12: `e9` is not a unit | the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "digits in groups", "version: 1\nzram:\n  zram0:\n    size: 64_000_000\n",
        ["4:13: `_000_000` is not a unit | the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a decimal comma", "version: 1\nzram:\n  zram0:\n    size: 1,5G\n",
        [
            "4:12: `,5G` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a point in front", "version: 1\nzram:\n  zram0:\n    size: .5G\n",
        [
            "4:11: `.5G` is not a size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "two points", "version: 1\nzram:\n  zram0:\n    size: 1.2.3G\n",
        [
            "4:14: `.3G` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a number beyond all", "version: 1\nzram:\n  zram0:\n    size: 99999999999999999999\n",
        ["4:11: this number is too large"]),
    WrongProfile(
        "a variable in capitals", "version: 1\nzram:\n  zram0:\n    size: RAM / 2\n",
        ["4:11: `RAM` is not known in a size | did you mean `ram`?"]),
    WrongProfile(
        "two operators", "version: 1\nzram:\n  zram0:\n    size: ram * / 2\n",
        [
            "4:17: `/ 2` is not a size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a missing operator before parentheses", "version: 1\nzram:\n  zram0:\n    size: 2 (ram)\n",
        [
            "4:13: `(ram)` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "an empty text", "version: 1\nzram:\n  zram0:\n    size: \"\"\n",
        [
            "4:12: the size ends where a value should follow | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "empty parentheses", "version: 1\nzram:\n  zram0:\n    size: ()\n",
        [
            "4:12: `)` is not a size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a final comma", "version: 1\nzram:\n  zram0:\n    size: min(ram, )\n",
        [
            "4:20: `)` is not a size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a comma outside of a function", "version: 1\nzram:\n  zram0:\n    size: ram, 64M\n",
        [
            "4:14: `, 64M` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a function that there is not", "version: 1\nzram:\n  zram0:\n    size: avg(ram, 64M)\n",
        [
            "4:11: `avg` is not known in a size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a missing comma", "version: 1\nzram:\n  zram0:\n    size: min(ram 64M)\n",
        [
            "4:19: `64M)` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a sum beyond all", "version: 1\nzram:\n  zram0:\n    size: 8388607T + 1T\n",
        ["4:20: the size is too large | sizes end below 8388608T"]),
    WrongProfile(
        "less than a byte", "version: 1\nzram:\n  zram0:\n    size: 0.5\n",
        ["4:11: the size is zero | write a size of at least one page"]),
    WrongProfile(
        "a limit of memory that is zero", "version: 1\nzram:\n  zram0:\n    size: 64M\n    mem_limit: 0\n",
        ["5:16: the size is zero | write a size of at least one page"]),
    WrongProfile(
        "a size in quotes", "version: 1\nzram:\n  zram0:\n    size: \"64 MB\"\n",
        ["4:15: `MB` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a size in single quotes", "version: 1\nzram:\n  zram0:\n    size: 'ram / 2m'\n",
        ["4:19: `m` is not a unit | write `2M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a size with an escape", "version: 1\nzram:\n  zram0:\n    size: \"\\x36\\x34m\"\n",
        ["4:11: `m` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a size after letters of several bytes", "version: 1\nzram:\n  zram0: { \"größe\": 1, size: 64m }\n",
        [
            "3:12: `zram0` has no key `größe` | the keys are `size`, `algorithm`, `mem_limit`, `swap` and `overwrite`",
            "3:34: `m` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes",
        ]),
    WrongProfile(
        "a size on two lines", "version: 1\nzram:\n  zram0:\n    size: ram /\n      2m\n",
        ["4:11: `m` is not a unit | write `2M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a size with two words of others", "version: 1\nzram:\n  zram0:\n    size: ram || 64M\n",
        [
            "4:15: `|| 64M` does not belong to the size | write a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a very long expression",
        "version: 1\nzram:\n  zram0:\n    size: 1" + String(repeating: "+1", count: 500) + "\n",
        ["4:11: a size may have at most 1000 characters"]),
    WrongProfile(
        "disk_free for a memory limit", "version: 1\nzram:\n  zram0:\n    size: 64M\n    mem_limit: disk_free\n",
        ["5:16: `disk_free` has no meaning here | only the size of a swap file may use it"]),
    WrongProfile(
        "disk_free for a limit", "version: 1\ncgroups:\n  app:\n    memory.max: disk_free / 2\n",
        ["4:17: `disk_free` has no meaning here | only the size of a swap file may use it"]),
    WrongProfile(
        "disk_free misspelt", "version: 1\nswap_files:\n  /var/swap:\n    size: diskfree / 2\n",
        ["4:11: `diskfree` is not known in a size | did you mean `disk_free`?"]),
    WrongProfile(
        "a swap file of the wrong unit", "version: 1\nswap_files:\n  /var/swap:\n    size: disk_free / 2m\n",
        ["4:24: `m` is not a unit | write `2M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "a swap file of zero", "version: 1\nswap_files:\n  /var/swap:\n    size: 0\n",
        ["4:11: the size is zero | write a size of at least one page"]),
    WrongProfile(
        "a limit of infinity", "version: 1\ncgroups:\n  app:\n    memory.max: infinity\n",
        [
            "4:17: `infinity` is not known in a size | write `max` for no limit, or a number with K, M, G or T, `25%`, `ram`, `min(…, …)`, `max(…, …)`, and + - * / between them"
        ]),
    WrongProfile(
        "a limit in capitals", "version: 1\ncgroups:\n  app:\n    memory.max: MAX\n",
        ["4:17: `MAX` is not known in a size | did you mean `max`?"]),
    WrongProfile(
        "a negative sum for a limit", "version: 1\ncgroups:\n  app:\n    memory.max: 1M - 2M\n",
        ["4:17: the size is negative: -1M | take less away, or write `max(…, 16M)` around it"]),
    WrongProfile(
        "a limit with a wrong unit", "version: 1\ncgroups:\n  app:\n    memory.swap.max: 64MB\n",
        ["4:24: `MB` is not a unit | write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes"]),
    WrongProfile(
        "oom.group with a word", "version: 1\ncgroups:\n  app:\n    memory.oom.group: yes\n",
        ["4:23: `memory.oom.group` must be true, false, 1 or 0, not `yes`"]),
    WrongProfile(
        "oom.group with another number", "version: 1\ncgroups:\n  app:\n    memory.oom.group: 2\n",
        ["4:23: `memory.oom.group` must be true, false, 1 or 0, not `2`"]),
    WrongProfile(
        "a limit that is a list", "version: 1\ncgroups:\n  app:\n    memory.max: [1M]\n",
        ["4:17: `memory.max` must be a single value, not a list"]),
    WrongProfile(
        "a space before the percent sign", "version: 1\nzram:\n  zram0:\n    size: 50 %\n",
        ["4:14: a space stands before the `%` | write `50%`, without a space"]),
]
