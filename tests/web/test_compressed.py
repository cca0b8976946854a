"""An answer is compressed where nobody else could have chosen what stands in it."""

import gzip

import pytest
from django.test import Client

OURS = {"accept-encoding": "gzip", "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    ("address", "more"),
    [
        ("/sign-in/", {}),
        ("/sign-in/", {"sec-fetch-site": "none"}),
        ("/sign-in/?next=/customers/", {"hx-request": "true"}),
    ],
)
def test_what_we_ask_ourselves_is_compressed(
    client: Client, db: None, address: str, more: dict[str, str]
) -> None:
    answer = client.get(address, headers={**OURS, **more})
    assert answer["Content-Encoding"] == "gzip"
    assert int(answer["Content-Length"]) == len(answer.content) < len(gzip.decompress(answer.content)) / 2
    assert b"</html>" in gzip.decompress(answer.content)


@pytest.mark.parametrize(
    ("address", "more"),
    [
        ("/sign-in/", {"sec-fetch-site": "cross-site"}),
        ("/sign-in/", {"sec-fetch-site": "same-site"}),
        ("/sign-in/", {"sec-fetch-site": ""}),
        ("/sign-in/", {"accept-encoding": "identity"}),
        ("/sign-in/?next=/customers/", {}),
    ],
)
def test_what_somebody_else_may_have_chosen_is_sent_as_it_is(
    client: Client, db: None, address: str, more: dict[str, str]
) -> None:
    answer = client.get(address, headers={**OURS, **more})
    assert "Content-Encoding" not in answer
    assert b"</html>" in answer.content


def test_two_answers_of_one_page_are_of_different_lengths(client: Client, db: None) -> None:
    lengths = {client.get("/sign-in/", headers=OURS)["Content-Length"] for _ in range(12)}
    assert len(lengths) > 1
