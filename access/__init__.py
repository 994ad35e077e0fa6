"""Who is there and what they may: accounts, sessions, the gate before every route."""
