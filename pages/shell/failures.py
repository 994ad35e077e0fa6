"""What happens when the program itself fails: one sentence on the screen, type and place in the log, no values."""

from __future__ import annotations

import logging
import traceback

import streamlit as st

SENTENCE = (
    "Не получилось показать эту страницу – ошибка в программе. Загруженные списки не потеряны. "
    "Обновите страницу; если ошибка повторится, сообщите время и название страницы тому, кто обслуживает программу."
)


def keep_values_out_of_the_log() -> None:
    """Log records lose their traceback and keep the exception's type and place: its text may hold a child's data."""
    make = logging.getLogRecordFactory()

    def discreet(*arguments: object, **named: object) -> logging.LogRecord:
        record = make(*arguments, **named)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-4:]))
            record.msg, record.args = f"{record.msg} [{type(error).__name__} at {places}]", ()
            record.exc_info = record.exc_text = None
        return record

    logging.setLogRecordFactory(discreet)


def tell_of_a_failure(_error: Exception) -> bool:
    """Shows the sentence in place of Streamlit's own English box."""
    st.error(SENTENCE, icon=":material/error:")
    return True
