"""Checks the links of the documents, and prepares the articles for DocC.

links.py check TOP          every relative link, anchor and path of this project that a document or a comment names
links.py prepare FROM TO    copies the catalog; links between articles become DocC's, others become paths
"""

import re
import subprocess
import sys
from pathlib import Path

CATALOG = "Sources/Documentation.docc"
FIXTURES = "Tests/Fixtures/README.md"
README_LIMIT = 9_000
# The kernel's own folder of that name.
KERNEL = ("kconfig/", "Makefile.")
LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\(([^)\s]+)\)")
# A path of this project in prose, code or a comment. What follows must not make it part of a longer word.
PATH = re.compile(r"(?<![\w/.$~}-])((?:scripts|profiles|Tests|Sources)/[\w.+-]+(?:/[\w.+-]+)*)")


def without_code(text):
    """The text with code blanked, lines kept: a link in an example is none."""
    text = re.sub(r"^```.*?^```", lambda block: re.sub(r"[^\n]", " ", block[0]), text, flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", lambda code: " " * len(code[0]), text)


def anchors(text):
    """The anchors of a document's headings, as code hosts name them."""
    for heading in re.findall(r"^#+ +(.*)$", text, flags=re.M):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def line_of(text, index):
    return text.count("\n", 0, index) + 1


def wrong_links(top, path):
    text = path.read_text()
    for match in LINK.finditer(without_code(text)):
        target, _, anchor = match[2].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (path.parent / target).resolve() if target else path
        where = f"{path.relative_to(top)}:{line_of(text, match.start())}"
        if not file.exists():
            yield f"{where}: error: no such file: {match[2]}"
        elif not file.is_relative_to(top):
            yield f"{where}: error: outside of the project: {match[2]}"
        elif anchor and anchor not in anchors(file.read_text()):
            yield f"{where}: error: no such heading: {match[2]}"


def is_there(top, name, known):
    """Whether a path exists, perhaps with a final dot that ends a sentence, or without the ending of its name."""
    name = name.rstrip(".")
    return name in known or (top / name).exists() or any(path.startswith(name + ".") for path in known)


def wrong_paths(top, path, known):
    text = path.read_text()
    for match in PATH.finditer(text):
        rest = text[match.end() : match.end() + 1]
        # The beginning of a pattern, of an expansion or of an address; or a placeholder.
        if rest in ("*", "$", "{", "[", "<", "\\", "…") or re.search(r"/[A-Z][A-Z_]+$", match[1]):
            continue
        if not match[1].removeprefix("scripts/").startswith(KERNEL) and not is_there(top, match[1], known):
            yield f"{path.relative_to(top)}:{line_of(text, match.start())}: error: no such path: {match[1]}"


def tracked(top, *patterns):
    """Files of the project that match, also new ones."""
    command = ["git", "-C", top, "ls-files", "-co", "--exclude-standard", "-z", *patterns]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted({name for name in names if name and (top / name).is_file()})


def articles(top):
    """Every article must be found from the first one."""
    catalog = top / CATALOG
    first = (catalog / "Documentation.md").read_text()
    for path in sorted(catalog.glob("*.md")):
        if path.name != "Documentation.md" and f"]({path.name})" not in first:
            yield f"{CATALOG}/Documentation.md: error: does not link to {path.name}"


def fixtures(top):
    """Every copied machine says where it comes from."""
    text = (top / FIXTURES).read_text()
    machines = {path.parent.name for path in (top / FIXTURES).parent.glob("*/expected.txt")}
    rows = set(re.findall(r"^\| ([^ |]+) \| (?:captured|made by hand)", text, flags=re.M))
    for name in sorted(machines ^ rows):
        yield f"{FIXTURES}: error: {name}: {'no row says where it comes from' if name in machines else 'no such machine'}"


def check(top):
    everything = tracked(top)
    known = {str(parent) for name in everything for parent in [Path(name), *Path(name).parents]}
    documents = [top / name for name in everything if name.endswith(".md")]
    mistakes = [mistake for path in documents for mistake in wrong_links(top, path)]
    texts = [name for name in everything if re.match(r"(scripts|profiles|Sources|\.ci)/|[^/]*\.(md|swift)$|Tests/(?!Fixtures/)", name)]
    for name in texts:
        try:
            mistakes += wrong_paths(top, top / name, known)
        except UnicodeDecodeError:
            continue
    mistakes += articles(top)
    mistakes += fixtures(top)
    size = (top / "README.md").stat().st_size
    if size > README_LIMIT:
        mistakes.append(f"README.md: error: {size} bytes, the limit is {README_LIMIT}")
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    print(f"{'not ok' if mistakes else 'ok'} links of {len(documents)} documents, paths in {len(texts)} files")
    return 1 if mistakes else 0


def prepare(source, target):
    target.mkdir(parents=True)
    for path in sorted(source.glob("*.md")):
        text = path.read_text()
        code = without_code(text)
        parts, end = [], 0
        for match in LINK.finditer(code):
            # The text may hold code, which is blank here.
            label = LINK.match(text, match.start())[1]
            destination = match[2]
            if (source / destination.partition("#")[0]).parent == source and destination.endswith(".md"):
                line = text.rfind("\n", 0, match.start()) + 1
                is_topic = text[line : match.start()] == "- "
                replacement = f"<doc:{destination[:-3]}>" if is_topic else f"[{label}](doc:{destination[:-3]})"
            elif destination.startswith("../../"):
                name = destination[6:]
                replacement = f"`{name}`" if label.strip("`") == name else f"{label} (`{name}`)"
            else:
                replacement = match[0]
            parts += [text[end : match.start()], replacement]
            end = match.end()
        # The first page is found by the project's name.
        name = "zramctl-swift.md" if path.name == "Documentation.md" else path.name
        (target / name).write_text("".join(parts) + text[end:])
    return 0


if sys.argv[1:2] == ["check"]:
    sys.exit(check(Path(sys.argv[2]).resolve()))
if sys.argv[1:2] == ["prepare"]:
    sys.exit(prepare(Path(sys.argv[2]), Path(sys.argv[3])))
sys.exit(__doc__)
