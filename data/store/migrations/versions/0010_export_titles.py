"""Room for the longest title of a report in the log of exports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("exports") as table:
        table.alter_column("what", existing_type=sa.String(40), type_=sa.String(200), existing_nullable=False)
