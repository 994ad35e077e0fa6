"""The first store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("saved_by", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("as_of_source", sa.String(10), nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("left_out", sa.Text, nullable=False),
        sa.Column("findings", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("based_on", sa.Integer),
        sa.Column("copy_of", sa.Integer),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    version = sa.ForeignKey("versions.id", ondelete="CASCADE")
    op.create_table(
        "lists",
        sa.Column("version", sa.Integer, version, primary_key=True),
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "figures",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("declarations", sa.String(64), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "fixed_periods",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("fixed_at", sa.DateTime, nullable=False),
        sa.Column("fixed_by", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("saved_by", sa.String(200), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "remembered",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("said_at", sa.DateTime, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "destructions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("destroyed_at", sa.DateTime, nullable=False),
        sa.Column("destroyed_by", sa.String(200), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
    )
