"""Events are found by their titles in every language; what leads into an online event is kept."""

import unicodedata

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0017"
down_revision = "0016"
_TEXT = sqlmodel.sql.sqltypes.AutoString
_AE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

_TYPED = str.maketrans("łŁıİ", "lLiI")


def upgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.alter_column("search", existing_type=_TEXT(length=1200), type_=_TEXT(), existing_nullable=False)
        table.add_column(sa.Column("online_link", _TEXT(length=500), nullable=True))
    _index(op.get_bind())


def _index(connection: sa.Connection) -> None:
    """Fold every title in all its languages, as `api.places.searchable` did when this was written."""
    event = sa.table("event", sa.column("id", sa.Integer), sa.column("title", sa.JSON), sa.column("search", sa.String))
    for row in connection.execute(sa.select(event.c.id, event.c.title)).all():
        titles = [one.get("text", "") for one in row.title.values()]
        titles += [one.translate(_TYPED) for one in titles]
        plain = " ".join(dict.fromkeys(map(_folded, titles)))
        spelt = " ".join(dict.fromkeys(map(_spelt_out, titles)))
        search = plain if plain == spelt else f"{plain} {spelt}"
        connection.execute(sa.update(event).where(event.c.id == row.id).values(search=search))


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _spelt_out(text: str) -> str:
    return _folded(unicodedata.normalize("NFC", text.casefold()).translate(_AE))


def downgrade() -> None:
    op.execute(sa.text("UPDATE event SET search = substr(search, 1, 1200)"))
    with op.batch_alter_table("event") as table:
        table.drop_column("online_link")
        table.alter_column("search", existing_type=_TEXT(), type_=_TEXT(length=1200), existing_nullable=False)
