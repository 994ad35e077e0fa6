"""Files of download buttons: made when the button is pressed, for its page alone, and kept out of Streamlit's store."""

from __future__ import annotations

from streamlit import runtime

from access import owners
from access.downloads import DOWNLOADS, File
from data.findings import ListError

GONE = "Этого файла уже нет. Обновите страницу и скачайте снова."
BYTES = "application/octet-stream"


def made_for(page: str, file: str) -> str:
    """Returns the address of a file whose making was put off until its button is pressed; runs what makes it.

    Streamlit would put it under an address by its content, for as long as the page is open. Raises `ListError` where
    the button stands on another page, or on none any more.
    """
    from pages.state.rights import Checked  # the start does not wait for the contracts of the lists

    entry = runtime.get_instance().media_file_mgr._deferred_callables.get(file)
    if entry is None or entry["session_id"] != page:
        raise ListError(GONE)
    make = entry["callable"]
    if not isinstance(make, Checked):
        raise TypeError("a download that asks for no right")
    content = make()
    name, mime = entry["filename"] or make.download, entry["mimetype"] or BYTES
    return DOWNLOADS.keep(File(make.download, name, mime, content, owners.owner_of(page)))
