// swift-format-ignore-file: the messages are quoted whole

/// Where YAML itself gets in the way.
let wrongSyntax: [WrongProfile] = [
    WrongProfile(
        "a comma in braces", "version: 1\nzram:\n  zram0: { size: min(ram / 2, 512M), algorithm: lz4 }\n",
        [
            "3:18: inside { } the comma ends this value after `min(ram / 2` | put the whole value in quotes: \"min(ram / 2, 512M)\""
        ]),
    WrongProfile(
        "an alias", "version: 1\nzram:\n  zram0: &a { size: 64M }\n  zram1: *a\n",
        [
            "3:10: anchors (`&name`) are not allowed | write the value out where it is needed",
            "4:10: aliases (`*name`) are not allowed | write the value out where it is needed",
        ]),
    WrongProfile(
        "a tag", "version: 1\nzram:\n  zram0: { size: !!str 64M }\n",
        ["3:18: tags (`!name`) are not allowed | remove the tag"]),
    WrongProfile(
        "two documents", "version: 1\n---\nversion: 1\n",
        ["2:1: a second document starts here | keep one document in a file"]),
    WrongProfile(
        "a tabulator", "version: 1\nzram:\n\tzram0: { size: 64M }\n",
        [
            "3:1: the document is not YAML: found character that cannot start any token while scanning for the next token | indent with spaces: YAML allows no tabs there"
        ]),
    WrongProfile(
        "an open brace", "version: 1\nzram: { zram0: { size: 64M }\n",
        [
            "3:1: the document is not YAML: did not find expected ',' or '}' while parsing a flow mapping that begins on line 2 | close what was opened, and separate its parts with commas"
        ]),
    WrongProfile(
        "a key without a space", "version:1\n",
        [
            "1:1: `version:1` has no space after the colon | write `version: 1`"
        ]),
    WrongProfile(
        "a control character", "version: 1\nunmanaged: keep\u{1}\n",
        ["2:16: the document is not YAML: control characters are not allowed | save the file as plain text in UTF-8"]),
    WrongProfile(
        "a missing colon", "version: 1\nzram:\n  zram0:\n    size 64M\n    algorithm: lz4\n",
        [
            "5:14: the document is not YAML: mapping values are not allowed in this context | a `:` is missing on the line before, or this value needs quotes because it holds `: `"
        ]),
    WrongProfile(
        "a missing colon at the end", "version: 1\nunmanaged\n",
        [
            "3:1: the document is not YAML: could not find expected ':' while scanning a simple key that begins on line 2 | write `key: value`, with a space after the colon"
        ]),
    WrongProfile(
        "a key in another column", "version: 1\nzram:\n  zram0:\n    size: 64M\n   algorithm: lz4\n",
        [
            "5:4: the document is not YAML: did not find expected key while parsing a block mapping that begins on line 3 | begin all keys of a mapping in the same column"
        ]),
    WrongProfile(
        "a percent sign in front", "version: 1\nzram:\n  zram0:\n    size: %25\n",
        [
            "4:11: the document is not YAML: found character that cannot start any token while scanning for the next token | put the value in quotes"
        ]),
    WrongProfile(
        "a backquote", "version: 1\nzram:\n  zram0:\n    size: `ram`\n",
        [
            "4:11: the document is not YAML: found character that cannot start any token while scanning for the next token | put the value in quotes"
        ]),
    WrongProfile(
        "an open quote", "version: 1\nzram:\n  zram0:\n    size: \"64M\n",
        [
            "5:1: the document is not YAML: found unexpected end of stream while scanning a quoted scalar that begins on line 4 | close the quotes"
        ]),
    WrongProfile(
        "an open bracket", "version: 1\nzram: [\n",
        ["3:1: the document is not YAML: did not find expected node content while parsing a flow node"]),
    WrongProfile(
        "a backslash in double quotes", "version: 1\ncgroups:\n  \"a\\qb\": { memory.max: 1M }\n",
        [
            "3:5: the document is not YAML: found unknown escape character while parsing a quoted scalar | use single quotes, in which a backslash is only a backslash"
        ]),
    WrongProfile(
        "a YAML of the future", "%YAML 3.0\n---\nversion: 1\n",
        ["1:1: the document is not YAML: found incompatible YAML document | remove the %YAML line"]),
    WrongProfile(
        "an alias for a key", "version: 1\n*a : 1\n",
        ["2:1: aliases (`*name`) are not allowed | write the value out where it is needed"]),
    WrongProfile(
        "an anchor and a tag", "version: 1\nzram:\n  zram0:\n    size: &s !!str 64M\n",
        [
            "4:11: anchors (`&name`) are not allowed | write the value out where it is needed",
            "4:11: tags (`!name`) are not allowed | remove the tag",
        ]),
    WrongProfile(
        "an alias twice", "version: 1\nzram:\n  a: *x\n  b: *x\n",
        [
            "3:6: aliases (`*name`) are not allowed | write the value out where it is needed",
            "4:6: aliases (`*name`) are not allowed | write the value out where it is needed",
        ]),
    WrongProfile(
        "two commas in braces",
        "version: 1\nzram:\n  zram0: { size: max(ram / 2, 64M, 1M), mem_limit: min(ram / 4, 64M) }\n",
        [
            "3:18: inside { } the comma ends this value after `max(ram / 2` | put the whole value in quotes: \"max(ram / 2, 64M, 1M)\"",
            "3:52: inside { } the comma ends this value after `min(ram / 4` | put the whole value in quotes: \"min(ram / 4, 64M)\"",
        ]),
    WrongProfile(
        "nested parentheses in braces", "version: 1\nzram:\n  zram0: { size: max(min(ram, 1G), 64M) }\n",
        [
            "3:18: inside { } the comma ends this value after `max(min(ram` | put the whole value in quotes: \"max(min(ram, 1G), 64M)\""
        ]),
    WrongProfile(
        "an algorithm's comma in braces",
        "version: 1\nzram:\n  zram0: { size: 64M, algorithm: zstd(level=3, dict=/d), mem_limit: 1X }\n",
        [
            "3:34: inside { } the comma ends this value after `zstd(level=3` | put the whole value in quotes: \"zstd(level=3, dict=/d)\"",
            "3:70: `X` is not a unit | the units are K, M, G and T, powers of 1024; a bare number is bytes",
        ]),
    WrongProfile(
        "a comma in braces that is never closed",
        "version: 1\nzram:\n  zram0: { size: min(ram, 64M, algorithm: LZ4 }\n",
        [
            "3:18: inside { } the comma ends this value after `min(ram` | put the whole value in quotes: \"min(ram, 64M)\"",
            "3:43: the kernel has no algorithm `LZ4` | its names are in small letters: `lz4`",
        ]),
    WrongProfile(
        "a decimal comma in braces", "version: 1\nzram:\n  zram0: { size: 1,5G }\n",
        ["3:20: `zram0` has no key `5G` | the keys are `size`, `algorithm`, `mem_limit`, `swap` and `overwrite`"]),
    WrongProfile(
        "an open parenthesis in braces", "version: 1\nzram:\n  zram0: { size: (ram / 2 }\n",
        ["3:18: this parenthesis is not closed | add `)`"]),
    WrongProfile(
        "no space after a colon, and a key after it",
        "version: 1\nzram:\n  zram0:\n    size:512M\n    algorithm: lz4\n",
        [
            "4:5: the document is not YAML: a space is missing after the colon | write `key: value`, with a space after the colon"
        ]),
    WrongProfile(
        "no space after the last colon", "version: 1\nunmanaged:keep\n",
        [
            "2:1: the document is not YAML: a space is missing after the colon | write `key: value`, with a space after the colon"
        ]),
    WrongProfile(
        "no space after the only colon", "version: 1\nzram:\n  zram0:\n    size:512M\n",
        ["4:5: `size:512M` has no space after the colon | write `size: 512M`"]),
    WrongProfile(
        "no space after a colon in braces", "version: 1\nzram:\n  zram0: { size:512M }\n",
        [
            "3:3: `zram0` has no `size` | add its size: `size: 512M`",
            "3:12: `size:512M` has no space after the colon | write `size: 512M`",
        ]),
]
