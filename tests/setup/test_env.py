"""The reader of environment variables: what it takes, and the sentence it stops with."""

import pytest

from consular.env import LOCAL, WrongSettingError, read
from consular.settings.mail import mailers_of

SECRET = "s" * 50
URL = "postgresql://app:word@db.example:5432/consular"
PRODUCTION = {
    "CONSULAR_MODE": "production",
    "DATABASE_URL": URL,
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "consular.example, www.consular.example",
    "AUDIT_SEALS": "/var/lib/consular-seals",
    "STORED_FILES": "/var/lib/consular-files",
    "STORED_FILES_KEY": SECRET,
    "VIRUS_SCANNER": "unix:/run/clamav/clamd.ctl",
}
NEEDED = [name for name in PRODUCTION if name != "CONSULAR_MODE"]


def test_nothing_set_means_a_demo_on_the_embedded_server():
    env = read({})

    assert env.mode == "demo"
    assert env.is_embedded
    assert env.database_role == "app"
    assert env.is_replay_allowed
    assert env.port == 8000


def test_production_takes_its_values():
    env = read(PRODUCTION)

    assert env.is_production
    assert not env.is_embedded
    assert env.allowed_hosts == ("consular.example", "www.consular.example")
    assert not env.is_replay_allowed


@pytest.mark.parametrize("name", NEEDED)
def test_production_stops_when_a_value_is_missing(name: str):
    with pytest.raises(WrongSettingError, match=f"^{name} is missing"):
        read({key: value for key, value in PRODUCTION.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONSULAR_MODE", "staging"),
        ("DATABASE_ROLE", "admin"),
        ("LEDGER_REPLAY", "yes"),
        ("PORT", "80 80"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("DATABASE_URL", "mysql://app:word@db.example/consular"),
        ("DATABASE_URL", "postgresql://db.example/consular"),
        ("DATABASE_URL", "postgresql://app:word@db.example:port/consular"),
        ("DATABASE_URL", "postgresql://app:word@db.example"),
        ("SECRET_KEY", "too short"),
        ("ALLOWED_HOSTS", "*"),
        ("AUDIT_SEALS", "seals"),
        ("AUDIT_SEAL_KEY", "too short"),
        ("STORED_FILES", "files"),
        ("CONFIGURATION", "configuration"),
        ("STORED_FILES", str(LOCAL / "static" / "files")),
        ("STORED_FILES_KEY", "too short"),
        ("SMALLEST_PUBLISHED", "3"),
        ("SMALLEST_PUBLISHED", "eleven"),
        ("VIRUS_SCANNER", "clamd"),
        ("VIRUS_SCANNER", "tcp://scanner.example"),
        ("VIRUS_SCANNER", "tcp://scanner.example:port"),
    ],
)
def test_a_wrong_value_stops_with_a_sentence_that_names_it(name: str, value: str):
    with pytest.raises(WrongSettingError, match=f"^{name} .*\\.$"):
        read({name: value})


def test_a_misspelt_setting_stops():
    with pytest.raises(WrongSettingError, match="CONSULAR_MOD is not a known setting"):
        read({"CONSULAR_MOD": "production"})


def test_replay_cannot_be_allowed_in_production():
    with pytest.raises(WrongSettingError, match="LEDGER_REPLAY"):
        read(PRODUCTION | {"LEDGER_REPLAY": "allowed"})


def test_replay_can_be_refused_in_a_demo():
    assert not read({"LEDGER_REPLAY": "refused"}).is_replay_allowed


def test_the_owner_of_a_server_of_ones_own_needs_an_address():
    with pytest.raises(WrongSettingError, match="DATABASE_OWNER_URL is missing"):
        read(PRODUCTION | {"DATABASE_ROLE": "owner"})


def test_an_owner_address_alone_is_refused():
    with pytest.raises(WrongSettingError, match="DATABASE_URL must be set"):
        read({"DATABASE_OWNER_URL": URL})


def test_counts_below_eleven_are_not_published_unless_another_threshold_is_set():
    assert read({}).smallest_published == 11
    assert read({"SMALLEST_PUBLISHED": "5"}).smallest_published == 5


def test_production_says_that_it_has_no_virus_scanner():
    assert read(PRODUCTION | {"VIRUS_SCANNER": "none"}).virus_scanner == ""


def test_without_a_mail_server_nothing_is_sent():
    assert read({}).mail_url == ""


def test_a_mail_server_needs_who_writes():
    with pytest.raises(WrongSettingError, match="MAIL_FROM is missing"):
        read({"MAIL_URL": "smtps://user:word@mail.example:465"})


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://user@mail.example",
        "smtp://mail.example:port",
        "smtps://mail.example:0",
        "smtps://mail.example/folder",
    ],
)
def test_a_wrong_mail_server_stops(url: str):
    with pytest.raises(WrongSettingError, match="MAIL_URL must look like"):
        read({"MAIL_URL": url, "MAIL_FROM": "notices@consular.example"})


@pytest.mark.parametrize("address", ["notices", "@consular.example", "a b@c.example", "a@c"])
def test_a_wrong_sender_stops(address: str):
    with pytest.raises(WrongSettingError, match="MAIL_FROM must be an address"):
        read({"MAIL_FROM": address})


def test_mail_goes_encrypted_unless_the_server_is_on_this_machine():
    def options(url: str):
        return mailers_of(url)["default"]["OPTIONS"]

    tls = options("smtp://user:w%40rd@mail.example")
    assert (tls["use_tls"], tls["port"], tls["password"]) == (True, 587, "w@rd")
    assert options("smtps://mail.example")["use_ssl"] is True
    assert options("smtp://localhost:25")["use_tls"] is False


def test_the_second_factor_is_off_in_a_demo_and_cannot_be_in_production():
    assert not read({"CONSULAR_MODE": "demo"}).is_second_factor_required
    assert read({"CONSULAR_MODE": "demo", "SECOND_FACTOR": "required"}).is_second_factor_required
    with pytest.raises(WrongSettingError, match="SECOND_FACTOR"):
        read(PRODUCTION | {"SECOND_FACTOR": "off"})
    assert read(PRODUCTION).is_second_factor_required


def test_proxies_are_addresses():
    told = {"TRUSTED_PROXIES": "192.0.2.1, 2001:db8::1"}
    assert read(told).trusted_proxies == ("192.0.2.1", "2001:db8::1")
    with pytest.raises(WrongSettingError, match="TRUSTED_PROXIES"):
        read({"TRUSTED_PROXIES": "proxy.example"})
