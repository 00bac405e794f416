from __future__ import annotations

from pathlib import Path

import pytest

from mclint.config.discovery import SettingsFinder, find_config, from_file
from mclint.config.settings import ConfigError, Settings
from mclint.model import Severity


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Return the root of a repository with a folder for dossiers."""
    root = tmp_path / "repo"
    (root / ".git").mkdir(parents=True)
    (root / "dossiers" / "zorg").mkdir(parents=True)
    return root


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def settings(path: Path, **options: object) -> Settings:
    return SettingsFinder(options).for_path(path)


def test_without_a_configuration_the_defaults_hold(repo: Path) -> None:
    assert settings(repo / "dossiers" / "a.yaml") == Settings()


def test_the_nearest_configuration_counts(repo: Path) -> None:
    top = write(repo / ".mclint.yaml", "lang: en\nselect: [MC1]\n")
    near = write(repo / "dossiers" / "zorg" / ".mclint.yaml", "lang: nl\n")
    assert find_config(repo / "dossiers" / "zorg" / "a.yaml") == near
    assert find_config(repo / "dossiers" / "zorg") == near
    assert find_config(repo / "dossiers" / "a.yaml") == top
    found = settings(repo / "dossiers" / "zorg" / "a.yaml")
    assert (found.lang, found.select, found.root) == ("nl", (), near.parent)
    assert found.origins == {"lang": str(near)}


def test_it_is_not_looked_for_outside_the_repository(repo: Path) -> None:
    write(repo.parent / ".mclint.yaml", "lang: en\n")
    assert find_config(repo / "dossiers" / "a.yaml") is None
    assert find_config(repo.parent / "los.yaml") == repo.parent / ".mclint.yaml"


def test_pyproject_counts_where_it_has_our_table_and_comes_after_our_own_file(repo: Path) -> None:
    project = write(repo / "pyproject.toml", '[tool.mclint]\nlang = "en"\n')
    assert find_config(repo / "dossiers" / "a.yaml") == project
    assert settings(repo / "dossiers" / "a.yaml").lang == "en"
    write(repo / "dossiers" / "pyproject.toml", "[tool.other]\n")
    assert find_config(repo / "dossiers" / "a.yaml") == project
    own = write(repo / ".mclint.yaml", "lang: nl\n")
    assert find_config(repo / "dossiers" / "a.yaml") == own


def test_options_come_before_the_configuration(repo: Path) -> None:
    write(repo / ".mclint.yaml", "lang: en\nselect: [MC1]\nframework: eu-2022\n")
    found = settings(repo / "a.yaml", lang="nl", framework="npuls-mbo", select=(), fail_level=None)
    assert (found.lang, found.framework, found.select, found.fail_level) == ("nl", "npuls-mbo", ("MC1",), "error")
    assert found.origins["lang"] == "--lang"
    assert found.origins["select"] == str(repo / ".mclint.yaml")


def test_a_named_configuration_and_isolation_switch_discovery_off(repo: Path, tmp_path: Path) -> None:
    write(repo / ".mclint.yaml", "lang: en\n")
    named = write(tmp_path / "elders.yaml", "lang: nl\n")
    assert SettingsFinder(config=named).for_path(repo / "a.yaml").lang == "nl"
    assert SettingsFinder(isolated=True).for_path(repo / "a.yaml") == Settings()


def test_all_keys_are_read(repo: Path) -> None:
    (repo / "pack").mkdir()
    found = from_file(
        write(
            repo / ".mclint.yaml",
            "framework: [npuls-mbo, eu-2022]\nrule_packs: pack\nselect: MC\nignore: [MC207]\nseverity: {MC104: note}\n"
            "params: {MC102: {minimum: 40}}\nper_file: {'concept/*': {ignore: MC4}}\nexclude: oud\nprotected: MC201\n"
            "fail_level: warning\nbaseline: bekend.json\nlang: nl\n",
        )
    )
    assert found.frameworks == ("npuls-mbo", "eu-2022")
    assert found.rule_packs == (repo / "pack",)
    assert (found.select, found.ignore, found.exclude, found.protected.patterns) == (("MC",), ("MC207",), ("oud",), ("MC201",))
    assert (found.severity, found.params) == ({"MC104": Severity.NOTE}, {"MC102": {"minimum": 40}})
    assert (found.per_file[0].pattern, found.per_file[0].ignore) == ("concept/*", ("MC4",))
    assert (found.fail_level, found.baseline, found.lang) == ("warning", repo / "bekend.json", "nl")


def test_extends_lays_one_configuration_over_another(repo: Path) -> None:
    write(repo / "basis.yaml", "lang: en\nselect: [MC1]\nseverity: {MC104: note, MC101: note}\nprotected: [MC201]\n")
    write(repo / "tweede.yaml", "params: {MC102: {minimum: 40}}\nlang: nl\n")
    own = write(
        repo / "dossiers" / ".mclint.yaml",
        "extends: [../basis.yaml, ../tweede.yaml]\nseverity: {MC101: error}\nprotected: [MC601]\nparams: {MC108: {}}\n",
    )
    found = from_file(own)
    assert (found.lang, found.select) == ("nl", ("MC1",))
    assert found.severity == {"MC104": Severity.NOTE, "MC101": Severity.ERROR}
    assert found.params == {"MC102": {"minimum": 40}, "MC108": {}}
    assert found.protected.patterns == ("MC201", "MC601")
    assert found.root == own.parent
    assert found.origins["select"] == str(repo / "basis.yaml")


def test_extends_in_a_circle_is_refused(repo: Path) -> None:
    write(repo / "a.yaml", "extends: b.yaml\n")
    with pytest.raises(ConfigError, match="in a circle"):
        from_file(write(repo / "b.yaml", "extends: a.yaml\n"))
    with pytest.raises(ConfigError, match="in a circle"):
        from_file(write(repo / "c.yaml", "extends: c.yaml\n"))


@pytest.mark.parametrize(
    "text",
    ["extends: ../buiten.yaml\n", "rule_packs: ../pakket\n", "baseline: ../bekend.json\n", "extends: /etc/hostname\n",
     "extends: link.yaml\n"],
)  # fmt: skip
def test_nothing_outside_the_repository_is_read(repo: Path, text: str) -> None:
    write(repo.parent / "buiten.yaml", "lang: nl\n")
    (repo.parent / "pakket").mkdir()
    (repo / "link.yaml").symlink_to(repo.parent / "buiten.yaml")
    with pytest.raises(ConfigError, match="lies outside repo"):
        from_file(write(repo / ".mclint.yaml", text))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("extends: weg.yaml\n", "extends: weg.yaml does not exist"),
        ("rule_packs: weg\n", "rule_packs: weg does not exist"),
        ("framework: npuls-mbo-pilto\n", "did you mean 'npuls-mbo-pilot'?"),
        ("framework: [eu-2022, zelf]\n", "unknown framework 'zelf'"),
        ("framwork: eu-2022\n", "did you mean 'framework'?"),
        ("fail_level: errors\n", "did you mean 'error'?"),
        ("exclude: 5\n", "exclude must be a text or a list of texts"),
        ("lang:\n", "lang must be one of nl, en"),
    ],
)
def test_a_mistake_names_the_file_and_the_way_out(repo: Path, text: str, part: str) -> None:
    path = write(repo / ".mclint.yaml", text)
    with pytest.raises(ConfigError) as caught:
        settings(repo / "dossiers" / "a.yaml")
    assert str(caught.value).startswith(str(path))
    assert part in str(caught.value)


def test_an_unknown_framework_as_option_names_the_option(repo: Path) -> None:
    with pytest.raises(ConfigError, match=r"^--framework: unknown framework 'eu-2023'; did you mean 'eu-2022'\?"):
        settings(repo / "a.yaml", framework="eu-2023")


def test_a_configuration_is_read_once(repo: Path) -> None:
    path = write(repo / ".mclint.yaml", "lang: nl\n")
    finder = SettingsFinder()
    first = finder.for_path(repo / "a.yaml")
    path.write_text("lang: en\n")
    assert finder.for_path(repo / "dossiers" / "b.yaml") is first
