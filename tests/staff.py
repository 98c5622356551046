"""What tests of staff pages ask again and again, in every room."""


def patched(client, url, body, revision=None):
    revision = revision or client.get(url).json()["revision"]
    return client.patch(url, json=body, headers={"If-Match": f'"{revision}"'})


def deleted(client, url, revision=1):
    return client.delete(url, headers={"If-Match": f'"{revision}"'})


def wrong(answer):
    """Pointer and code of everything an answer refuses."""
    assert answer.status_code == 422, answer.text
    return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]


def de(text):
    return [{"lang": "de", "text": text}]
