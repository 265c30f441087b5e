"""Files are split over as few e-mails as the customer's limit asks for, and none is lost."""

from __future__ import annotations

from email.policy import SMTP
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lotbook.mail.compose import Draft, message_of
from lotbook.mail.parcels import parcels


def files(folder: Path, sizes: list[int]) -> list[Path]:
    made = []
    for number, size in enumerate(sizes):
        made.append(folder / f"{number}.pdf")
        made[-1].write_bytes(b"\xa5" * size)
    return made


@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(st.integers(0, 900_000), max_size=8))
def test_every_file_travels_once_in_order_and_no_message_is_over_the_limit(tmp_path_factory, sizes):
    every = files(tmp_path_factory.mktemp("p"), sizes)
    made, too_large = parcels(every, 1.0)
    assert [file for parcel in made for file in parcel.files] == [
        file for file in every if file not in too_large
    ]
    for parcel in made:
        message = message_of(Draft(("a@b.example",), "s", "x" * 5000, parcel.files))
        assert len(message.as_bytes(policy=SMTP)) <= 1_000_000
        assert (parcel.of, parcel.part) == (
            len(made),
            f"{parcel.number} of {len(made)}" if len(made) > 1 else "",
        )


def test_the_default_limit_is_seven_megabytes(tmp_path):
    (small, large) = files(tmp_path, [5_000_000, 5_200_000])
    assert parcels([small], None)[1] == []
    assert parcels([large], None)[1] == [large]
