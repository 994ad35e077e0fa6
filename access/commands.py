"""The command line: what only somebody at this computer may do."""

from __future__ import annotations

import argparse
import os
import runpy
import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path

from access import accounts, turned_on
from access.certificates import certificate_for, names_of_this_computer
from access.journal import Event, record
from access.network import NO_ACCOUNTS, PROXY, is_local
from access.passwords import SHORTEST, refuse_weak
from data.findings import ListError
from data.store.location import home, place

PROGRAM = Path(__file__).parents[1] / "dashboard.py"
PORT = 8501
TRIES = 3  # at a new password
CERTIFICATES = "certificates"  # the folder beside the store


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code: 0 done, 1 refused, 2 wrong use."""
    command = _parser().parse_args(arguments)
    try:
        return int(command.run(command))
    except ListError as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m access", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    init = commands.add_parser("init", help="make the first account, the head's: from then on nobody comes in without")
    init.set_defaults(run=_init)
    password = commands.add_parser("password", help="give an account a new password for one sign-in")
    password.add_argument("login")
    password.set_defaults(run=_password)
    serve = commands.add_parser("serve", help="open the program to the network")
    serve.add_argument("--host", help="the name or address by which others open it; its own are always among them")
    serve.add_argument("--listen", default="0.0.0.0", metavar="ADDRESS", help="the address to listen on; every one")
    serve.add_argument("--port", type=int, default=PORT)
    serve.add_argument("--certificate", type=Path, metavar="FILE", help="the school's own, with its chain, as PEM")
    serve.add_argument("--key", type=Path, metavar="FILE", help="the key of the certificate")
    serve.add_argument("--behind-proxy", metavar="NAME", help="a proxy on this computer serves this name over TLS")
    serve.set_defaults(run=_serve)
    return parser


def _init(_command: argparse.Namespace) -> int:
    store = turned_on.store()
    if accounts.exist(store):
        raise ListError("Учётные записи уже есть. Новую создаёт руководитель на странице «Доступ».")
    print("Первая учётная запись – руководителя. С неё программа начнёт спрашивать имя и пароль.")
    login = input("Имя для входа (латиницей или кириллицей, без пробелов): ")
    name = input("Фамилия, имя, отчество: ")
    account = accounts.create_first(store, login, name, _new_password(login, name))
    print(f"Готово: входите как «{account.login}».")
    return 0


def _new_password(*names: str) -> str:
    print(f"Пароль: не короче {SHORTEST} знаков; хорошо подходят четыре случайных слова. На экране его не видно.")
    for _ in range(TRIES):
        password = getpass("Пароль: ")
        try:
            refuse_weak(password, *names)
        except ListError as refusal:
            print(refusal)
            continue
        if getpass("Пароль ещё раз: ") == password:
            return password
        print("Пароли разные.")
    raise ListError("Учётная запись не создана. Начните снова.")


def _password(command: argparse.Namespace) -> int:
    store = turned_on.store()
    key = accounts.login_key(command.login)
    account = next((account for account in accounts.accounts(store) if account.login == key), None)
    if account is None:
        raise ListError(f"Учётной записи «{key}» нет.")
    record(store, None, Event.PASSWORD_COMMANDED, str(account.id))
    accounts.unlock(store, account.id)
    print(f"Пароль для одного входа: {accounts.new_one_time_password(store, account.id)}")
    print("Он действует неделю; при входе программа попросит придумать свой.")
    return 0


def _serve(command: argparse.Namespace) -> int:
    if not turned_on.are_on():
        raise ListError(NO_ACCOUNTS)
    if bool(command.certificate) != bool(command.key):
        raise ListError("Укажите и сертификат, и его ключ: «--certificate ФАЙЛ --key ФАЙЛ».")
    names = [name for name in (command.host, *names_of_this_computer()) if name]
    options = {"server.port": str(command.port)}
    if command.behind_proxy:
        names = [command.behind_proxy]
        options["server.address"] = "127.0.0.1"
        os.environ[PROXY] = command.behind_proxy
    else:
        options["server.address"] = command.listen
        options |= _tls(command, names)
    _tell(command, names)
    os.chdir(PROGRAM.parent)
    given = [f"--{option}={value}" for option, value in options.items()]
    hosts = [f"--server.allowedHosts={name}" for name in (*names, "localhost", "127.0.0.1")]
    sys.argv = ["streamlit", "run", PROGRAM.name, *given, *hosts]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return 0


def _tls(command: argparse.Namespace, names: Sequence[str]) -> dict[str, str]:
    if command.certificate:
        for path in (command.certificate, command.key):
            if not path.is_file():
                raise ListError(f"Файл «{path}» не найден.")
        certificate, key = command.certificate, command.key
    else:
        made = certificate_for(home(place()) / CERTIFICATES, names)
        certificate, key = made.certificate, made.key
        print(f"Чтобы браузеры не предупреждали о сертификате, установите на компьютеры школы файл «{made.authority}».")
    return {"server.sslCertFile": str(certificate.resolve()), "server.sslKeyFile": str(key.resolve())}


def _tell(command: argparse.Namespace, names: Sequence[str]) -> None:
    port = "" if command.behind_proxy else f":{command.port}"
    local = ["localhost"] if is_local(command.listen) and not command.behind_proxy else names
    for name in local:
        print(f"Адрес программы: https://{f'[{name}]' if ':' in name else name}{port}")
