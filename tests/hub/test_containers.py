"""compose.yaml and what belongs to it fit the code: nothing here starts a container, so what can be read is read."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands
from ruamel.yaml import YAML

from hub import alive, languages, text_only
from hub.settings import env

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "deploy"
BASH = shutil.which("bash") or "/bin/bash"
# The words of the compose specification that are used here; a misspelt one would be refused.
TOP = {"name", "services", "networks", "volumes", "configs", "secrets", "x-hub"}
OF_A_SERVICE = {
    *("build", "cap_drop", "command", "configs", "depends_on", "entrypoint", "environment", "healthcheck", "image"),
    *("init", "mem_limit", "network_mode", "networks", "ports", "read_only", "restart", "secrets", "security_opt"),
    *("shm_size", "tmpfs", "ulimits", "user", "volumes"),
}
OF_A_CHECK = {"test", "interval", "timeout", "retries", "start_period"}
CONDITIONS = {"service_healthy", "service_completed_successfully"}
DURATION = re.compile(r"\d+s")
SETTINGS = [*(ROOT / "hub" / "settings").glob("*.py"), ROOT / "hub" / "gunicorn.py"]
READ = re.compile(r'(?:environ\.get|env\.flag|env\.words|(env\.(?:kept_)?secret))\("([A-Z_]+)"')


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file, its anchors resolved."""
    found: dict[str, Any] = YAML(typ="safe").load((ROOT / "compose.yaml").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Its services by name."""
    found: dict[str, dict[str, Any]] = compose["services"]
    return found


@pytest.fixture(scope="module")
def copied() -> list[str]:
    """What the Dockerfile copies out of the repository."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


def test_only_words_of_the_specification_are_used(compose: dict[str, Any], services: dict[str, Any]) -> None:
    assert compose.keys() <= TOP
    for name, service in services.items():
        assert service.keys() <= OF_A_SERVICE, name
        check = service.get("healthcheck", {})
        assert check.keys() <= OF_A_CHECK, name
        assert all(DURATION.fullmatch(check[each]) for each in ("interval", "timeout", "start_period") if each in check)
        assert not ("network_mode" in service and ("networks" in service or "ports" in service)), name
        assert {"mem_limit", "restart"} & service.keys(), name


def test_what_is_named_is_there_and_what_is_there_is_used(compose: dict[str, Any], services: dict[str, Any]) -> None:
    used: dict[str, set[str]] = {"networks": set(), "volumes": set(), "secrets": set(), "configs": set()}
    for service in services.values():
        used["networks"] |= set(service.get("networks", ()))
        used["secrets"] |= set(service.get("secrets", ()))
        used["configs"] |= {each["source"] for each in service.get("configs", ())}
        sources = {each.split(":")[0] for each in service.get("volumes", ())}
        used["volumes"] |= {each for each in sources if not each.startswith(".")}
        assert all((ROOT / each).exists() for each in sources if each.startswith("."))
    for kind, names in used.items():
        assert names == compose[kind].keys(), kind
    for config in compose["configs"].values():
        assert (ROOT / config["file"]).exists()


def test_who_is_waited_for_can_be_waited_for(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            assert how["condition"] in CONDITIONS, name
            assert how["condition"] != "service_healthy" or "healthcheck" in services[other], (name, other)
            assert how["condition"] == "service_healthy" or services[other]["restart"] == "no", (name, other)


def test_nobody_outside_reaches_more_than_the_web_server(compose: dict[str, Any], services: dict[str, Any]) -> None:
    assert {name for name, service in services.items() if "ports" in service} == {"site"}
    assert services["site"]["ports"] == ["443:8443", "80:8080"]
    assert services["web"]["network_mode"] == "service:site"
    assert compose["networks"]["inside"]["internal"] is True
    for name in ("database", "cache", "search", "search-user"):
        assert services[name]["networks"] == ["inside"], name
    assert services["search"]["environment"]["xpack.security.enabled"] == "true"
    for name in ("site", "upgrade", "timer", "web", "cache"):
        service = services[name]
        assert (service["read_only"], service["user"], service["cap_drop"]) == (True, "1000:1000", ["ALL"]), name


def test_secrets_are_files_and_none_has_a_default(compose: dict[str, Any], services: dict[str, Any]) -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    assert set(re.findall(r"\$\{(\w+):-", text)) == {"HUB_LANGUAGE", "HUB_WORKERS", "HUB_THREADS"}
    assert all(secret.keys() == {"file"} for secret in compose["secrets"].values())
    for name, service in services.items():
        for key, value in service.get("environment", {}).items():
            if re.search("SECRET|PASSWORD|_URL_|KEY", key):
                assert key.endswith("_FILE"), (name, key)
                assert value.removeprefix("/run/secrets/") in service["secrets"], (name, key)


def test_every_setting_is_read_and_every_command_exists(services: dict[str, Any]) -> None:
    read = [match for path in SETTINGS for match in READ.findall(path.read_text("utf-8"))]
    known = {name for _secret, name in read} | {f"{name}_FILE" for secret, name in read if secret}
    for name in ("site", "upgrade", "timer"):
        assert services[name]["environment"].keys() <= known
        commands = re.findall(r"manage\.py (\w+)", " ".join(services[name].get("command", ())))
        assert set(commands) <= get_commands().keys()
        assert bool(commands) == (name != "site")


def test_images_have_tags_and_elasticsearch_is_the_tested_one(services: dict[str, Any]) -> None:
    images = {service["image"] for service in services.values()} - {"protection-hub"}
    images |= set(re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE))
    assert all(re.search(r":\d+\.?\d*", each.rpartition("/")[2]) for each in images)
    pom = (ROOT / "tools" / "elasticsearch" / "pom.xml").read_text("utf-8")
    (tested,) = re.findall("<elasticsearch.version>(.+)</", pom)
    assert services["search"]["image"].endswith(f":{tested}")


def test_the_image_has_the_whole_site_and_runs_as_nobody_special(copied: list[str]) -> None:
    assert all((ROOT / each).exists() for each in copied)
    own = {Path(each.path).name for each in apps.get_app_configs() if Path(each.path).parent == ROOT}
    assert own | {"templates", "static", "locale", "manage.py"} <= set(copied)
    text = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.findall("^USER (.+)$", text, re.MULTILINE) == ["hub"]
    assert "--require-hashes -r /requirements-server.txt" in text
    assert "--hash=sha256:" in (ROOT / "requirements-server.txt").read_text("utf-8")
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert not {each.split("/")[0] for each in copied} & set(ignored)
    assert {".git", "var", "deploy/secrets"} <= set(ignored)


def test_nginx_says_what_the_handbook_says() -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    handbook = (ROOT / "docs" / "operate.md").read_text("utf-8")
    block = handbook.partition("nginx on the same machine")[2].split("```")[1]
    lines = [f"{each.strip()};" for each in block.split(";")]
    kept = [each for each in lines if re.match("proxy_set_header|proxy_max|client_body", each)]
    assert len(kept) == 5
    for each in (*kept, "access_log off;", "error_log /dev/null crit;", "server_tokens off;"):
        assert each in text
    assert text.count("{") == text.count("}")


def test_nginx_packs_what_everybody_may_read_and_no_page_of_somebody_s_own() -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    address = re.search(r'location ~ "(.+)" \{\s+gzip off;', text)
    assert address
    private = re.compile(address[1])
    assert "gzip on;" in text
    for language in languages.BY_CODE:
        for prefix in ("", text_only.PREFIX):
            for page in settings.HUB_PRIVATE_PAGES:
                assert private.match(f"{prefix}/{language}/{page}open/"), (language, page)
            for page in ("", "search/", "help-for-all/", "resources/help/", "trainers/case/"):
                assert not private.match(f"{prefix}/{language}/{page}")
    assert all(private.match(each) for each in settings.HUB_STAFF_PREFIXES)


def test_secrets_are_made_once_and_read_by_one(tmp_path: Path, compose: dict[str, Any]) -> None:
    folder = tmp_path / "secrets"
    made: list[dict[str, str]] = []
    for _turn in range(2):
        done = subprocess.run([BASH, DEPLOY / "make_secrets.sh", folder], capture_output=True, text=True, check=True)
        made.append({each.name: each.read_text("utf-8") for each in folder.iterdir()})
    assert made[0] == made[1]
    assert made[0].keys() == compose["secrets"].keys() - {"certificate", "certificate_key"}
    assert "certificate_key" in done.stderr
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in folder.iterdir())
    database = env.database(made[0]["database_url"], tmp_path)
    assert (database["HOST"], database["PASSWORD"]) == ("database", made[0]["database_password"])
    assert made[0]["elasticsearch_url"] == f"http://hub:{made[0]['search_password']}@search:9200"
    assert len(made[0]["secret_key"]) >= 50


@pytest.mark.parametrize("script", sorted(DEPLOY.rglob("*.sh")), ids=lambda path: path.name)
def test_scripts_can_be_read_by_the_shell(script: Path) -> None:
    assert subprocess.run([BASH, "-n", script], capture_output=True, check=False).stderr == b""


@pytest.mark.parametrize(("answer", "status"), [(b"ok\n", 0), (b"down\n", 1)])
def test_the_health_check_asks_as_nginx_does(answer: bytes, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, str]] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Host"], self.headers["X-Forwarded-Proto"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_arguments: Any) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        monkeypatch.setenv("PORT", str(server.server_port))
        monkeypatch.setenv("HUB_URL", "https://hub.example.org")
        assert alive.main() == status
        thread.join(5)
    assert asked == [("/-/health/", "hub.example.org", "https")]
