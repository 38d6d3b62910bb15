"""Holds the constant arrays of a product's objects against each other.

The compiler numbers the array literals of a function, and every module that has a copy of the function has arrays by those
numbers, of which the linker keeps one. Swift 6.3 does not number them alike in every module: a function with several array
literals may end with another one's bytes. Such a function is named here, and is to be written without array literals.

    same_arrays.py OBJECT…
"""

import re
import struct
import sys


def text_at(data, sections, section, offset):
    """What a pointer of an array leads to: the bytes up to the first NUL, or the section where it has no bytes."""
    if section >= len(sections) or sections[section][1] == 8:
        return b""
    start = sections[section][4] + offset
    return data[start : data.index(b"\0", start)] if b"\0" in data[start:] else b""


def arrays(path):
    """Yields name and content of each array with a name of its own, pointers as what they lead to."""
    data = open(path, "rb").read()
    wide = data[4] == 2
    if wide:
        shoff, shentsize, shnum = struct.unpack_from("<Q", data, 40)[0], *struct.unpack_from("<HH", data, 58)
        head, symbol, relocation = "<IIQQQQIIQQ", "<IBBHQQ", "<QQq"
    else:
        shoff, shentsize, shnum = struct.unpack_from("<I", data, 32)[0], *struct.unpack_from("<HH", data, 46)
        head, symbol, relocation = "<IIIIIIIIII", "<IIIBBH", None
    sections = [struct.unpack_from(head, data, shoff + index * shentsize) for index in range(shnum)]
    relocations = {}
    symbols = []
    for section in sections:
        if section[1] != 2:
            continue
        names = sections[section[6]][4]
        for place in range(section[4], section[4] + section[5], section[9]):
            fields = struct.unpack_from(symbol, data, place)
            name, info, index, value, size = (
                (fields[0], fields[1], fields[3], fields[4], fields[5])
                if wide
                else (fields[0], fields[3], fields[5], fields[1], fields[2])
            )
            end = data.index(b"\0", names + name)
            symbols.append((data[names + name : end].decode(), info, index, value, size))
    for section in sections:
        if section[1] != 4 or relocation is None:
            continue
        for place in range(section[4], section[4] + section[5], section[9]):
            offset, info, addend = struct.unpack_from(relocation, data, place)
            relocations.setdefault(section[7], {})[offset] = (info >> 32, addend)
    for name, info, index, value, size in symbols:
        if not re.search(r"Tv\d*_r$", name) or info >> 4 not in (1, 2) or not 0 < index < len(sections):
            continue
        start = sections[index][4] + value
        content = [data[start : start + size]]
        for offset, (target, addend) in sorted(relocations.get(index, {}).items()):
            # Not the object's head, whose class some modules reach by another way.
            if value + 16 <= offset < value + size:
                to = symbols[target]
                content.append(
                    text_at(data, sections, to[2], to[3] + addend) if to[1] & 15 == 3 else (to[0], addend)
                )
        yield name, content


seen = {}
numbers = {}
wrong = set()
for path in sys.argv[1:]:
    for name, content in arrays(path):
        function = name.rsplit("Tv", 1)[0]
        numbers.setdefault(function, set()).add(name)
        if seen.setdefault(name, content) != content:
            wrong.add(function)
# One array alone has the same number everywhere.
wrong = sorted(function for function in wrong if len(numbers[function]) > 1)
for function in wrong:
    print(f"error: the array literals of {function} have other numbers in other modules", file=sys.stderr)
sys.exit(1 if wrong else 0)
