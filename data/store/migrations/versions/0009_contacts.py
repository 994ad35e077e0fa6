"""Meetings of a mentor with a mentee, and attempts at one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("mentor", sa.Text, nullable=False),
        sa.Column("mentee", sa.Text, nullable=False),
        sa.Column("start", sa.Date, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("took_place", sa.Boolean, nullable=False),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("minutes", sa.Integer),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("next_step", sa.Text, nullable=False),
        sa.Column("noted_at", sa.DateTime, nullable=False),
        sa.Column("noted_by", sa.String(200), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime),
        sa.Column("withdrawn_by", sa.String(200), nullable=False),
    )
