"""The folder of a report: whose it is, what stays in it, and what the command says and returns."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mclint.cli.main import main
from mclint.report.site.folder import MARKER, FolderError, ReportFolder
from tests.conftest import ROOT, TODAY
from tests.report.site.making import CATALOGUE, CHOSEN, files_of

DOSSIER = (CATALOGUE / CHOSEN[1]).read_text("utf-8")


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["report", "--today", TODAY.isoformat(), "--lang", "en", "--isolated", *map(str, arguments)])
    assert isinstance(stop.value.code, int)
    return stop.value.code


@pytest.fixture
def dossiers(tmp_path: Path) -> Path:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    (folder / "a.yaml").write_text(DOSSIER, "utf-8")
    return folder


def test_the_command_says_how_many_pages_there_are(dossiers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "new" / "site"
    assert run(dossiers, "--output", site) == 0
    out, err = capsys.readouterr()
    count = len([name for name in files_of(site) if name.endswith(".html")])
    assert out == f"{count} pages written. Open {site / 'index.html'} in a browser.\n"
    assert err == ""


def test_a_folder_of_somebody_else_is_refused(dossiers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("mine")
    assert run(dossiers, "--output", site) == 2
    assert "not of an earlier report, such as 'index.html'" in capsys.readouterr().err
    assert files_of(site) == {"index.html": b"mine"}


def test_a_folder_with_a_marker_of_somebody_else_is_refused(dossiers: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARKER).write_text("something else\n")
    assert run(dossiers, "--output", tmp_path / "site") == 2


def test_a_file_is_no_folder(dossiers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").write_text("x")
    assert run(dossiers, "--output", tmp_path / "site") == 2
    assert "--output takes a folder" in capsys.readouterr().err


def test_pages_of_an_earlier_report_that_are_gone_are_removed_and_other_files_stay(dossiers: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (dossiers / "b.yaml").write_text(DOSSIER.replace("id: lindenhof-vakschool/", "id: andere-school/", 1), "utf-8")
    run(dossiers, "--output", site)
    (site / "CNAME").write_text("example.org")
    before = set(files_of(site))
    (dossiers / "b.yaml").unlink()
    assert run(dossiers, "--output", site) == 0
    gone = before - set(files_of(site))
    assert "dossiers/andere-school_klimaattuinen-aanleggen.html" in gone
    assert all(name.startswith(("dossiers/andere", "rules/MC80")) for name in gone)
    assert (site / "CNAME").read_text() == "example.org"


def test_a_marker_that_names_other_files_removes_none_of_them(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "precious.html").write_text("x")
    (site / "notes.txt").write_text("x")
    (site / MARKER).write_text(
        "mclint report 1\n../precious.html\nnotes.txt\n/etc/passwd\ndossiers/../../precious.html\nold.html\n"
    )
    (site / "old.html").write_text("x")
    ReportFolder(site, ["index.html"]).finish()
    assert (tmp_path / "precious.html").exists()
    assert set(files_of(site)) == {MARKER, "notes.txt"}


def test_a_run_that_stops_leaves_whole_pages_and_can_be_tidied_up(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = ReportFolder(site, ["index.html", "dossiers/a.html"])
    first.write("index.html", ["old"])
    first.write("dossiers/a.html", ["old"])
    first.finish()

    def stops() -> object:
        yield "half"
        raise KeyboardInterrupt

    second = ReportFolder(site, ["index.html", "dossiers/b.html"])
    second.write("dossiers/b.html", ["new"])
    with pytest.raises(KeyboardInterrupt):
        second.write("index.html", stops())  # type: ignore[arg-type]
    assert (site / "index.html").read_text() == "old"
    third = ReportFolder(site, ["index.html"])
    third.write("index.html", ["newest"])
    third.finish()
    assert set(files_of(site)) == {MARKER, "index.html"}


def test_a_folder_that_leads_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = ReportFolder(site, ["dossiers/a.html"])
    (site / "dossiers").symlink_to(elsewhere)
    with pytest.raises(FolderError):
        folder.write("dossiers/a.html", ["x"])
    assert list(elsewhere.iterdir()) == []


def test_an_empty_folder_gives_a_report_that_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "--output", tmp_path / "site") == 0
    assert "No dossiers were found" in capsys.readouterr().out
    assert "No dossiers were found" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_file_that_is_no_dossier_is_named_and_left_out(dossiers: Path, tmp_path: Path) -> None:
    (dossiers / "broken.yaml").write_text("mclint: [\n")
    assert run(dossiers, "--output", tmp_path / "site") == 1
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "broken.yaml" in page
    assert 'href="rules/MC001.html"' in page


def test_a_file_that_cannot_be_read_makes_the_report_incomplete(dossiers: Path, tmp_path: Path) -> None:
    (dossiers / "loop.yaml").symlink_to("loop.yaml")
    assert run(dossiers, "--output", tmp_path / "site") == 3
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "This check is not complete" in page
    assert str(tmp_path) not in page


def test_two_dossiers_with_one_id_both_have_a_page(dossiers: Path, tmp_path: Path) -> None:
    (dossiers / "b.yaml").write_text(DOSSIER, "utf-8")
    run(dossiers, "--output", tmp_path / "site")
    assert len(list((tmp_path / "site" / "dossiers").iterdir())) == 2


def test_several_dossiers_in_one_file_each_show_their_own_lines(dossiers: Path, tmp_path: Path) -> None:
    other = DOSSIER.replace("id: lindenhof-vakschool/", "id: andere-school/", 1)
    (dossiers / "a.yaml").write_text(f"# over beide\n---\n{DOSSIER}---\n{other}", "utf-8")
    run(dossiers, "--output", tmp_path / "site")
    first, second = sorted((tmp_path / "site" / "dossiers").iterdir())
    assert '<ol class="lines" start="1">' in second.read_text("utf-8")
    lines = DOSSIER.count("\n")
    assert f'<ol class="lines" start="{lines + 3}">' in first.read_text("utf-8")
    assert "id: andere-school" not in second.read_text("utf-8").partition('class="lines"')[2]


def test_the_templates_are_loaded_only_by_the_report() -> None:
    lines = ("import sys", "from mclint.cli.main import main", "try:", "    main(['--help'])", "except SystemExit:", "    pass")
    code = "\n".join([*lines, "sys.exit('jinja2' in sys.modules)"])
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False).returncode == 0
