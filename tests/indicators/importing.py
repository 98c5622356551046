"""Files to import, for tests: as CSV, and how they are sent."""

HEAD = "indicator;area;period;value"
IMPORTS, PREVIEWS = "/api/v1/staff/imports", "/api/v1/staff/import-previews"


def csv(*lines, head=HEAD):
    return "\n".join([head, *lines, ""]).encode()


def looked(client, content, name="werte.csv"):
    answer = client.post(PREVIEWS, files={"file": (name, content)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def sent(client, content, *, digest=None, name="werte.csv", **form):
    digest = looked(client, content)["digest"] if digest is None else digest
    return client.post(IMPORTS, files={"file": (name, content)}, data={"digest": digest, **form})


def codes(found, which="faults"):
    return [(one["line"], one["column"], one["code"]) for one in found[which]]
