"""The conclusions of a monitoring, by their reader and day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "conclusions",
        sa.Column("reader", sa.String(20), primary_key=True),
        sa.Column("on", sa.Date, primary_key=True),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("proposed", sa.String(64), nullable=False),
    )
