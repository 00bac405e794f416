"""What the program says of itself, in the language of whoever reads it: help, wrong use, mistakes in what it is given."""

from __future__ import annotations

import importlib
import os
import re
import shutil
from pathlib import Path

import click
import pytest

from mclint.cli.main import COMMANDS, cli
from mclint.cli.reader import Reader
from mclint.cli.spoken import about, help_of, in_words, summary
from mclint.data import rules_dir
from mclint.texts.sentences import LANGUAGES, texts_of, told
from tests.conftest import ROOT
from tests.program import Done, run_here

GOLDEN = ROOT / "tests" / "cli" / "golden"
GOOD = ROOT / "examples" / "good"
DUTCH = "nl_NL.UTF-8"
#: The part of a sentence between its fields that is long enough to be known by.
_LEAST = 12


def english_parts() -> set[str]:
    """Return what is said in English only, from all sentences: the longer pieces between their fields."""
    found: dict[str, set[str]] = {lang: set() for lang in LANGUAGES}
    for file in (path.stem for path in (rules_dir() / "texts").glob("*.yaml")):
        for texts in texts_of(file).values():
            for lang in LANGUAGES:
                pieces = re.split(r"\{[a-z_]+\}|\s\s+|\n", texts[lang])
                found[lang].update(part for piece in pieces if len(part := piece.strip(" .,:;")) >= _LEAST and " " in part)
    dutch = "\n".join(found["nl"])
    return {piece for piece in found["en"] if piece not in dutch}


#: What click, a system and git say, besides our own English.
ELSEWHERE = (
    "Usage:", "Options:", "Commands:", "Show ", "Error:", "Try ", "Invalid", "Missing", "No such", "Got unexpected",
    "requires an", "does not", "is not", "not a valid", "Choose from", "Did you", "did you", "Could not", "unknown ",
    "[required]", "[default", "Permission denied",
)  # fmt: skip
ENGLISH = english_parts()


def flat(text: str) -> str:
    """Return a text in one line, as it was before it was broken to fit."""
    return " ".join(text.split())


def leaks(text: str) -> list[str]:
    """Return what a text says in English."""
    shown = flat(text)
    return sorted(piece for piece in {*ENGLISH, *ELSEWHERE} if re.search(rf"(?<!\w){re.escape(piece)}", shown))


@pytest.fixture
def in_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Stand in a folder with nothing but an empty file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yml").touch()
    return tmp_path


@pytest.fixture
def dutch(monkeypatch: pytest.MonkeyPatch, in_folder: Path) -> Path:
    """Stand there as a Dutch reader."""
    monkeypatch.setenv("LANG", DUTCH)
    return in_folder


def every_command() -> list[click.Command]:
    """Return the group and every command of the program."""
    named = [importlib.import_module(f"mclint.cli.{name}").command for name in COMMANDS]
    return [cli, *named, *(inner for command in named if isinstance(command, click.Group) for inner in command.commands.values())]


def context_of(command: click.Command) -> click.Context:
    """Return a command as the program calls it; click keeps the option for help that it makes first."""
    group = click.Context(cli, info_name="mclint", **cli.context_settings)
    return group if command is cli else click.Context(command, parent=group, info_name=command.name)


@pytest.mark.parametrize("command", every_command(), ids=lambda command: str(command.name))
def test_every_command_and_option_has_its_help_in_both_languages(command: click.Command) -> None:
    context = context_of(command)
    said = [about(command.name)]
    said += [summary(str(command.name))] if command is not cli else []
    for param in command.get_params(context):
        if isinstance(param, click.Option):
            assert param.help is None or {"--help", "--version"} & {*param.opts}, f"{param.name}: its help stands in two places"
            said.append(help_of(command.name, param))
    for text in said:
        assert told(text, "nl") != told(text, "en")


def test_no_help_is_kept_of_an_option_that_is_gone() -> None:
    known = {"usage", "options", "commands", "required", "default"}
    for command in every_command():
        known |= {str(command.name), f"{command.name} in short"}
        for param in command.get_params(context_of(command)):
            name = max(param.opts, key=len)
            known |= {f"{command.name} {name}", f"any {name}"}
    assert set(texts_of("help")) <= known


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["", *COMMANDS, "pack new", "pack check"])
def test_help_is_as_it_was_read(name: str, lang: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    done = run_here(capfd, *name.split(), "--help", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    golden = GOLDEN / f"help-{name.replace(' ', '-') or 'mclint'}.{lang}.txt"
    if os.environ.get("MCLINT_WRITE_GOLDEN"):
        golden.write_text(done.out, "utf-8")
    assert done.out == golden.read_text("utf-8")
    assert lang == "en" or not leaks(done.out)


def test_a_placeholder_is_translated_only_where_it_stands_for_a_value() -> None:
    assert in_words("[OPTIONS] PATH... NAME[:FILE] [N|auto]", "nl") == "[OPTIES] PAD... NAAM[:BESTAND] [N|auto]"
    assert in_words("dask://HOST:PORT", "nl") == "dask://HOST:PORT"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "nl", "explain", "MC202"),
        ("--lang=nl", "explain", "MC202"),
        ("explain", "--lang", "nl", "MC202"),
        ("explain", "MC202", "--lang", "nl"),
        ("--lang", "en", "explain", "MC202", "--lang", "nl"),
    ],
    ids=" ".join,
)
def test_the_language_may_stand_anywhere(arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    assert run_here(capfd, *arguments).out == run_here(capfd, "explain", "--lang=nl", "MC202").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "nl", "--help"),
        ("--help", "--lang", "nl"),
        ("check", "--help", "--lang", "nl"),
        ("--lang", "nl", "check", "-h"),
        ("schema", "--lang", "nl", "--help"),
    ],
    ids=" ".join,
)
def test_help_too_is_in_the_language_that_stands_anywhere(arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    assert run_here(capfd, *arguments).out.startswith("Gebruik: mclint")


def test_a_path_behind_a_language_is_checked(capfd: pytest.CaptureFixture[str]) -> None:
    done = run_here(capfd, "--lang", "nl", str(GOOD))
    assert done.code == 0
    assert "alles in orde" in done.out or "bestanden" in done.out


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nl_BE", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_ALL": "nl_NL"}, "nl"),
    ],
)
def test_the_locale_chooses_where_nothing_else_does(
    environment: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Reader().lang == lang


def test_the_configuration_comes_before_the_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_GB")
    (tmp_path / ".mclint.yaml").write_text("lang: nl\n", "utf-8")
    (tmp_path / "other.yaml").write_text("lang: en\n", "utf-8")
    assert Reader().lang == "nl"
    assert Reader(["--lang", "en"]).lang == "en"
    assert Reader(["--isolated"]).lang == "en"
    assert Reader(["--config-from=main"]).lang == "en"
    assert Reader(["--config", "other.yaml"]).lang == "en"
    monkeypatch.setenv("LANG", DUTCH)
    assert Reader(["--config", "other.yaml"]).lang == "en"
    assert Reader(["--config", "missing.yaml"]).lang == "nl"
    assert Reader(["--", "--lang", "en"]).lang == "nl"


def test_a_file_that_reads_as_a_configuration_does_not_choose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--config=x.yaml").write_text("lang: nl\n", "utf-8")
    (tmp_path / "x.yaml").write_text("lang: nl\n", "utf-8")
    assert Reader(["--config=x.yaml"]).lang == "en"


@pytest.mark.parametrize(
    ("word", "likely"),
    [
        ("expain", "explain"),
        ("chekc", "check"),
        ("framework", "frameworks"),
        ("rule", "rules"),
        ("stat", "stats"),
        ("controleer", "check"),
        ("uitleg", "explain"),
        ("vergelijk", "compare"),
        ("rapport", "report"),
        ("cijfers", "stats"),
        ("nieuw", "init"),
    ],
)
def test_an_unknown_command_is_answered_with_its_likeliest_name(
    word: str, likely: str, dutch: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run_here(capfd, word).err
    assert f"Onbekende opdracht '{word}'" in said
    assert f"Bedoel je {likely}?" in said
    assert f"Did you mean {likely}?" in run_here(capfd, "--lang", "en", word).err


def test_a_word_like_no_command_gets_no_guess(dutch: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = run_here(capfd, "--lang", "nl", "zorgplannen", "MC201")
    assert done.code == 2
    assert "Onbekende opdracht 'zorgplannen', en er is geen bestand of map die zo heet. Alle" in done.err


@pytest.mark.parametrize("word", ["expain", "catalogus", "a.yaml", "sub/expain", "./expain", "missing.yml", "sub/missing"])
def test_what_exists_or_is_written_as_a_path_is_a_path(word: str, dutch: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (dutch / "sub").mkdir()
    (dutch / "catalogus").mkdir()
    for name in ("expain", "a.yaml", "sub/expain"):
        shutil.copy(next(GOOD.glob("*.yaml")), dutch / name)
    said = run_here(capfd, word)
    assert "Onbekende opdracht" not in said.err
    assert said.code == (2 if "missing" in word else 0)
    assert ("bestaat niet" in said.err) == ("missing" in word)


#: Wrong use of each kind: what stands on the command line, and what the Dutch answer holds.
WRONG = [
    ((), "Gebruik: mclint [OPTIES] OPDRACHT"),
    (("--lang",), "Achter de optie --lang ontbreekt een waarde."),
    (("--lang", "fr"), "Verkeerde waarde voor --lang: 'fr' kan niet; kies uit nl, en."),
    (("check",), "noem een dossier, een map, of -"),
    (("check", "--fromat", "json", "."), "De optie --fromat bestaat niet. Bedoel je --format?"),
    (("check", "--taal", "nl", "."), "De optie --taal bestaat niet. Bedoel je --lang?"),
    (("report", ".", "--uitvoer", "x"), "De optie --uitvoer bestaat niet. Bedoel je --output?"),
    (("check", "--fixen", "."), "De optie --fixen bestaat niet. Bedoel je --fix?"),
    (("check", "--xyzzy", "."), "De optie --xyzzy bestaat niet."),
    (("--fix=3", "."), "De optie --fix krijgt geen waarde."),
    (("check", ".", "--width"), "Achter de optie --width ontbreekt een waarde."),
    (("check", ".", "--width", "3"), "'3' is geen heel getal van ten minste 40."),
    (("check", ".", "--width", "breed"), "'breed' is geen heel getal van ten minste 40."),
    (("check", ".", "--fail-level", "eror"), "'eror' kan niet; kies uit error, warning, note, never. Bedoel je error?"),
    (("check", ".", "--format", "jsno"), "'jsno' is geen vorm van uitvoer; mogelijk zijn"),
    (("check", ".", "--format", "json:"), "heeft achter de dubbele punt geen naam van een bestand"),
    (("check", ".", "--today", "morgen"), "'morgen' is geen dag; schrijf die als JJJJ-MM-DD"),
    (("check", ".", "--select", "MC999"), "geen regel begint met MC999"),
    (("check", ".", "--config", "x.yaml", "--isolated"), "--config en --isolated gaan niet samen"),
    (("check", ".", "--config", "."), "'.' is een map."),
    (("check", "a.yml", "--config", "x.yaml"), "x.yaml: is niet te lezen (dat bestaat niet)"),
    (("check", ".", "--unsafe-fixes"), "--unsafe-fixes gaat samen met --fix"),
    (("check", "-", "--fix"), "--fix en --diff werken op bestanden"),
    (("check", ".", "--fix", "--config-from", "main"), "--fix gaat niet samen met --config-from"),
    (("check", ".", "--write-baseline", "--select", "MC2"), "--write-baseline gaat niet samen met --select"),
    (("check", ".", "--config-from", "main"), "git vindt hier geen bruikbare repository: geen .git in"),
    (("check", ".", "--since", "main"), "git vindt hier geen bruikbare repository"),
    (("check", "a.yml", "--framework", "npuls"), "--framework: het kader 'npuls' bestaat niet"),
    (("check", ".", "--format", "json", "--format", "sarif"), "gaan allebei naar standaarduitvoer"),
    (("check", ".", "--format", "json:.mclint.yaml"), "is de naam van een configuratie"),
    (("check", ".", "--fail-on-empty"), "er is geen dossier gevonden"),
    (("check", ".", "--baseline", "x.json"), None),
    (("check", ".", "-"), "- staat voor standaardinvoer"),
    (("niet.yaml",), "niet.yaml: bestaat niet; controleer de naam"),
    (("stats", ".", "--jobs", "veel"), "--jobs krijgt een getal vanaf 1"),
    (("stats",), "PAD ontbreekt."),
    (("stats", ".", "--by", "school"), None),
    (("stats", ".", "--by", "kleur"), "'kleur' kan niet"),
    (("stats", ".", "--executor", "x"), "--executor 'x' is geen adres van een cluster"),
    (("report", "."), "De optie --output ontbreekt."),
    (("compare", "a.yaml"), "B ontbreekt."),
    (("compare", "a.yaml", "b.yaml"), "a.yaml: bestaat niet"),
    (("compare", ".", "b.yaml"), ".: is een map; noem het bestand van één dossier"),
    (("digest", "a.yaml"), "a.yaml: bestaat niet"),
    (("explain",), "noem één regel, zoals MC201"),
    (("explain", "outcome-vage-verb"), "de regel 'outcome-vage-verb' bestaat niet; bedoel je outcome-vague-verb?"),
    (("explain", "MC201", "--framework", "npuls-mbo-pilto"), "het kader 'npuls-mbo-pilto' bestaat niet; bedoel je"),
    (("rules", "--framework", "npuls"), "--framework: het kader 'npuls' bestaat niet"),
    (("explain", "--analyse", "x", "--config", "x.yaml"), "'x.yaml' bestaat niet."),
    (("init", "a.yaml", "b.yaml"), "Hier staat iets te veel: b.yaml."),
    (("init", "."), "'.' is een map."),
    (("schema", "dosier"), "'dosier' kan niet; kies uit dossier, rule-card"),
    (("settings", "a.yaml"), "a.yaml: bestaat niet"),
    (("settings", "--lang", "fr"), "kies uit nl, en"),
]


@pytest.mark.parametrize(("arguments", "part"), WRONG, ids=[" ".join(arguments) or "nothing" for arguments, _ in WRONG])
def test_wrong_use_is_told_in_dutch(
    arguments: tuple[str, ...], part: str | None, dutch: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    done = run_here(capfd, *arguments)
    if part is not None:
        assert part in flat(done.err)
        assert done.code == 2
    assert not leaks(done.err), done.err


@pytest.mark.parametrize(("arguments", "part"), WRONG, ids=[" ".join(arguments) or "nothing" for arguments, _ in WRONG])
def test_wrong_use_is_told_in_english(
    arguments: tuple[str, ...], part: str | None, in_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    done = run_here(capfd, *arguments)
    if part is not None:
        assert done.code == 2
        assert part not in flat(done.err)
    assert not re.search(r"\{[a-z_]+\}|Gebruik|Fout|bestaat", done.err)


#: A configuration that cannot be used, and what the Dutch answer holds.
MISTAKES = [
    ("framwork: x", "de instelling 'framwork' bestaat niet; bedoel je 'framework'? Mogelijk zijn"),
    ("framework: npuls-mbo-pilto", "het kader 'npuls-mbo-pilto' bestaat niet; bedoel je 'npuls-mbo-pilot'?"),
    ("fail_level: errors", "fail_level moet een van deze zijn: error, warning, note, never, maar hier staat 'errors'"),
    ("select: {a: b}", "select moet een tekst of een lijst van teksten zijn, maar hier staat een lijst van sleutels"),
    ("select: ['201']", "'201' is geen code van een regel"),
    ("select: [MC999]", "geen regel begint met 'MC999'"),
    ("severity: {MC290: note}", "de regel 'MC290' bestaat niet"),
    ("severity: {MC104/no-brekdown: note}", "MC104 heeft geen melding 'no-brekdown'; bedoel je 'MC104/no-breakdown'?"),
    ("severity: note", "severity moet een lijst van sleutels (map) zijn, maar hier staat een tekst"),
    ("protected: 3", "protected moet een lijst zijn, maar hier staat 3"),
    ("protected: [{rule: MC405, path: x, reson: y}]", "protected: de sleutel 'reson' bestaat niet; bedoel je 'reason'?"),
    ("per_file: {'*': {ignor: MC2}}", "de sleutel 'ignor' bestaat niet; bedoel je 'ignore'?"),
    ("baseline: ''", "baseline moet een tekst zijn, maar hier staat een tekst"),
    ("baseline: ../x.json", "ligt buiten"),
    ("baseline: x.json", "deze baseline bestaat niet; maak er een met 'mclint --write-baseline'"),
    ("extends: x.yaml", "extends: x.yaml bestaat niet"),
    ("extends: .mclint.yaml", "configuraties breiden elkaar uit in een kring"),
    ("pipelines: {nl: ./nl_toy}", "pipelines.nl: './nl_toy' is geen naam van een spaCy-pakket"),
    ("pipelines: {nl: en_toy}", "'en_toy' is niet gemaakt voor 'nl'"),
    ("pipelines: {nl: nl_core_news_none}", "het taalmodel 'nl_core_news_none' is hier niet geïnstalleerd"),
    ("params: {MC001: {depth: 3}}", "MC001: deze regel heeft geen parameters; laat depth weg"),
    ("params: {MC201: {diepte: 3}}", "heeft geen parameter diepte; mogelijk zijn"),
    ("- a", "hier horen instellingen te staan, zoals 'framework: npuls-mbo-pilot', maar er staat een lijst"),
    ("a: [", "is niet als YAML te lezen"),
    ("lang: nl\n---\nlang: nl", "heeft 2 documenten; een configuratie is er één"),
]


@pytest.mark.parametrize(("text", "part"), MISTAKES, ids=[text for text, _ in MISTAKES])
def test_a_mistake_in_a_configuration_is_told_in_dutch(
    text: str, part: str, dutch: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (dutch / ".git").mkdir()
    (dutch / ".mclint.yaml").write_text(f"{text}\n", "utf-8")
    shutil.copy(next(GOOD.glob("*.yaml")), dutch / "dossier.yaml")
    done = run_here(capfd, "dossier.yaml")
    assert (done.code, part in done.err) == (2, True), done.err
    assert not leaks(done.err), done.err


def written(folder: Path, capfd: pytest.CaptureFixture[str], *arguments: str) -> Done:
    """Run the program on one dossier that has findings."""
    shutil.copy(ROOT / "examples" / "bad" / "vague-outcomes.yaml", folder / "a.yaml")
    return run_here(capfd, "a.yaml", *arguments)


def test_what_became_of_a_baseline_is_told_in_dutch(dutch: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (dutch / ".git").mkdir()
    done = written(dutch, capfd, "--write-baseline")
    assert "bevindingen zijn vanaf nu bekend" in done.err
    again = run_here(capfd, str(GOOD), "--write-baseline")
    assert not leaks(done.err + again.err)


def test_a_baseline_that_is_broken_is_told_in_dutch(dutch: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (dutch / ".git").mkdir()
    for content, part in [
        ("{", "is beschadigd, geen geldige JSON"),
        ("{}", "is geen baseline van versie"),
        ('{"version": 1, "entries": [{}]}', "regel 1 van de lijst is beschadigd"),
    ]:
        (dutch / "x.json").write_text(content, "utf-8")
        done = written(dutch, capfd, "--baseline", "x.json")
        assert (done.code, part in done.err) == (2, True), done.err
        assert not leaks(done.err)


def test_lists_are_told_in_dutch(dutch: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for arguments, part in [
        (("rules", "--format", "markdown"), "| code | naam | ernst | zekerheid | vindt |"),
        (("rules", "--framework", "eu-2022"), " uit "),
        (("frameworks",), "(standaard): "),
        (("frameworks",), "geldig vanaf 2024-01-01, tot en met 2025-12-31"),
        (("settings",), "(standaard)"),
        ((".",), "geen dossiers gevonden"),
    ]:
        done = run_here(capfd, *arguments)
        assert (done.code, part in done.out) == (0, True), done.out
        assert not leaks(done.out + done.err)
