"""Reads a Pressmark library by docs/file-format.md alone: no Pressmark, nothing but the standard library.

python3 read_library.py FOLDER prints what it found, and what does not hold together, as one JSON document.
"""

import hashlib, json, pathlib, re, sys

library = pathlib.Path(sys.argv[1])
problems = []
sha256 = lambda data: hashlib.sha256(data).hexdigest()
check = lambda holds, sentence: None if holds else problems.append(sentence)


def document(path, empty=None):
    """A document that changes: JSON, closed by the hash of the rest."""
    if not path.exists():
        return empty
    text = path.read_bytes().decode("utf-8")
    record = json.loads(text)
    if record["format"] != 1:
        sys.exit(f"{path.name}: format {record['format']} is newer than this reader")
    seal = re.search(r',\n "sha256": "([0-9a-f]{64})"\n\}\n\Z', text)
    rest = seal and (text[: seal.start()] + "\n}\n").encode("utf-8")
    check(seal and sha256(rest) == seal[1], f"{path.name}: edited outside Pressmark")
    return record


def text_of(doc):
    """The canonical text of a document, by rule set 1."""
    parts, before = [], None
    inline = lambda node: {"text": node.get("text", ""), "hard_break": "\n"}.get(node["type"], "")
    blocks = "title standfirst heading paragraph preformatted list_item table_cell caption".split()

    def visit(node, holders):
        nonlocal before
        if node["type"] not in blocks:
            for child in node.get("content", []):
                visit(child, {**holders, node["type"]: id(node)})
            return
        same = lambda kind: before and kind in holders and before.get(kind) == holders[kind]
        near = "\n" if same("table") or same("list") else "\n\n"
        separator = "" if before is None else "\t" if same("table_row") else near
        parts.append(separator + "".join(map(inline, node.get("content", []))))
        before = holders

    visit(doc, {})
    return "".join(parts)


def version(folder, entry, known):
    """One version of an article, every file of it checked by its hash. `known`: hashes of the records before it."""
    raw = (folder / f"{entry['name']}.version.json").read_bytes()
    check(sha256(raw) == entry["recordSha256"], f"{entry['name']}.version.json: not what was captured")
    record = json.loads(raw)
    check(record.get("previousRecordSha256") in known, f"{entry['name']}.version.json: follows a version that is gone")
    for file in record["files"]:
        data = (folder / file["path"]).read_bytes()
        whole = len(data) == file["sizeBytes"] and sha256(data) == file["sha256"]
        check(whole, f"{file['path']}: not what was captured")
    text = (folder / f"{entry['name']}.text.txt").read_bytes().decode("utf-8")
    doc = json.loads((folder / f"{entry['name']}.document.json").read_bytes())
    check(text_of(doc) == text, f"{entry['name']}.text.txt: not the text of its document")
    check(len(text.encode("utf-16-le")) == 2 * record["textLength"], f"{entry['name']}: length")
    return {"id": entry["id"], "text": text, "kind": record["provenance"]["kind"]}


def tag_path(tags, tag_id):
    """The path of the tag that stands for an id now; None where it is gone."""
    seen = set()
    while tag_id in tags and tags[tag_id]["mergedInto"] and tag_id not in seen:
        seen.add(tag_id)
        tag_id = tags[tag_id]["mergedInto"]
    tag, names = tags.get(tag_id), []
    if tag is None or tag["removed"]:
        return tag_id if tag is None else None
    while tag is not None and len(names) < len(tags):
        names.insert(0, tag["name"])
        tag = tags.get(tag["parentId"])
    return "/".join(names)


def passage(annotation, versions):
    """The words that an annotation stands on, cut out of the text; None for the whole article."""
    position = annotation["target"]["position"]
    if position is None:
        return None
    units = versions[annotation["target"]["versionId"]]["text"].encode("utf-16-le")
    words = units[2 * position["start"] : 2 * position["end"]].decode("utf-16-le")
    check(words == annotation["target"]["quote"]["exact"], f"{annotation['id']}: other words there")
    return words


def article(folder, tags, coders):
    record = document(folder / "article.json")
    order = sorted(record["versions"], key=lambda entry: (entry["capturedAt"], entry["id"]))
    known = lambda at: {None} | {entry["recordSha256"] for entry in order[:at]}
    versions = {entry["id"]: version(folder, entry, known(at)) for at, entry in enumerate(order)}
    annotations = []
    for path in sorted(folder.glob("annotations.*.json")):
        for one in document(path)["annotations"]:
            if one["removed"] is None:
                paths = [tag_path(tags, tag_id) for tag_id in one["tagIds"]]
                annotations.append({
                    "id": one["id"], "quote": passage(one, versions), "note": one["note"],
                    "tags": [path for path in paths if path], "coder": coders.get(one["coderId"]),
                })  # fmt: skip
    title, outlet = record["metadata"]["title"]["value"], record["metadata"]["outlet"]["value"]
    return {
        "id": record["id"], "key": record["key"], "title": title, "outlet": outlet,
        "versions": list(versions.values()), "annotations": annotations,
    }  # fmt: skip


def journal(path):
    """Verifies one chain; answers what its lines say was done."""
    acts, last, torn = [], {"seq": 0, "self": None}, []
    for raw in path.read_bytes().split(b"\n"):
        parts = re.fullmatch(rb'(.*),"self":"([0-9a-f]{64})"\}', raw)
        if not parts or sha256(parts[1] + b"}") != parts[2].decode():
            torn.append(raw)
            continue
        line = json.loads(raw)
        follows = line["prev"] == last["self"] and line["seq"] == last["seq"] + 1
        check(follows, f"{path.name}: line {line['seq']} does not follow the one before")
        rest = b"\n".join(torn)
        closes = line["what"] == "unfinished" and line["detail"]["sha256"] == sha256(rest)
        check(not rest or closes, f"{path.name}: bytes before line {line['seq']} are no line")
        acts, last, torn = [*acts, line["what"]], line, []
    return acts


tags = {tag["id"]: tag for tag in document(library / "codebook.json", {"tags": []})["tags"]}
coders = {path.stem: document(path)["name"] for path in sorted(library.glob("coders/*.json"))}
collections = document(library / "collections.json", {"collections": []})["collections"]
folders = sorted(path.parent for path in library.glob("articles/*/*/article.json"))
found = {
    "id": document(library / "pressmark.json")["id"],
    "articles": [article(folder, tags, coders) for folder in folders if folder.name[0] != "."],
    "collections": {one["name"]: one["members"] for one in collections if not one["removed"]},
    "journals": {path.stem: journal(path) for path in sorted(library.glob("journal/*.jsonl"))},
    "problems": problems,
}
print(json.dumps(found, ensure_ascii=True))
