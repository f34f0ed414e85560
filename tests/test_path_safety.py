"""Files are opened below a folder, and nothing that is exchanged meanwhile leads out of it."""

import contextlib
import os
import socket
from pathlib import Path

import pytest

from kiosk import path_safety
from kiosk.path_safety import (
    FileTooLargeError,
    RefusedFileError,
    open_below,
    read_below,
    read_head_below,
)


@pytest.fixture(params=["relative", "absolute"])
def root(tmp_path, request, monkeypatch):
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.md").write_text("secret")
    root = tmp_path / "gallery"
    (root / "works/sub").mkdir(parents=True)
    (root / "works/a.md").write_text("words")
    if request.param == "relative":
        monkeypatch.chdir(tmp_path)
        return root.relative_to(tmp_path)
    return root


def test_a_file_is_read_by_its_relative_and_by_its_absolute_name(root):
    assert read_below(root, "works/a.md", 5) == b"words"
    assert read_below(root, str((root / "works/a.md").absolute()), 5) == b"words"
    assert read_below(root, "works/./sub/../a.md", 5) == b"words"


def test_a_larger_file_is_refused_and_its_head_can_be_read(root):
    with pytest.raises(FileTooLargeError) as raised:
        read_below(root, "works/a.md", 4)
    assert raised.value.size == 5
    assert read_head_below(root, "works/a.md", 4) == b"word"


def test_a_file_without_a_size_is_bounded_while_it_is_read(monkeypatch):
    # Files of /proc say that they hold nothing.
    with pytest.raises(FileTooLargeError):
        read_below(Path("/proc/self"), "maps", 10)


@pytest.mark.parametrize(
    "target",
    [
        "../../secret.md",
        "{tmp}/secret.md",
        "/etc/passwd",
        "sub/../../../secret.md",
        "{tmp}/outside",
    ],
)
def test_a_link_to_a_place_outside_is_refused(root, tmp_path, target):
    link = root / "works/link.md"
    link.symlink_to(target.format(tmp=tmp_path))
    with pytest.raises(RefusedFileError, match=r"outside|no file"):
        open_below(root, "works/link.md", 100)


@pytest.mark.parametrize("target", ["a.md", "sub/../a.md", "{root}/works/a.md"])
def test_a_link_to_a_place_inside_is_followed(root, target):
    (root / "works/link.md").symlink_to(target.format(root=root.absolute()))
    (root / "works/twice.md").symlink_to("link.md")
    assert read_below(root, "works/twice.md", 5) == b"words"


def test_a_folder_exchanged_for_a_link_is_refused(root, tmp_path):
    (root / "works/sub").rmdir()
    (root / "works/sub").symlink_to(tmp_path / "outside", target_is_directory=True)
    with pytest.raises(RefusedFileError, match="outside"):
        open_below(root, "works/sub/a.md", 100)


def test_names_that_lead_out_are_refused(root, tmp_path):
    for name in (
        "../secret.md",
        "works/../../secret.md",
        str(tmp_path / "secret.md"),
        "/etc/passwd",
    ):
        with pytest.raises(RefusedFileError, match="outside"):
            open_below(root, name, 100)


def test_a_circle_of_links_has_an_end(root):
    (root / "works/b.md").symlink_to("c.md")
    (root / "works/c.md").symlink_to("b.md")
    with pytest.raises(RefusedFileError, match="no end"):
        open_below(root, "works/b.md", 100)


def test_nothing_but_a_regular_file_is_opened_and_no_pipe_is_waited_for(root):
    os.mkfifo(root / "works/pipe.md")
    with socket.socket(socket.AF_UNIX) as listening:
        # The address of a socket has at most 107 bytes.
        with contextlib.chdir(root / "works"):
            listening.bind("socket.md")
        for name in ("works/pipe.md", "works/socket.md", "works/sub", "works", "", "."):
            with pytest.raises(RefusedFileError, match="no file"):
                open_below(root, name, 100)


def test_a_device_is_refused():
    with pytest.raises(RefusedFileError, match="no file"):
        open_below(Path("/dev"), "zero", 100)


def test_a_file_that_has_changed_since_its_scan_is_refused(root):
    found = (root / "works/a.md").stat()
    os.close(open_below(root, "works/a.md", 5, stamp=(found.st_size, found.st_mtime_ns)))
    with pytest.raises(RefusedFileError, match="changed"):
        open_below(root, "works/a.md", 5, stamp=(found.st_size, found.st_mtime_ns + 1))


def test_missing_files_and_odd_names_raise_os_errors(root):
    for name in ("works/none.md", "works/a.md/b.md", "works/" + "x" * 300, "works/\0.md"):
        with pytest.raises(OSError, match=r"Errno"):
            open_below(root, name, 100)


def test_no_descriptor_is_left_open(root):
    before = len(os.listdir("/proc/self/fd"))
    (root / "works/link.md").symlink_to("../../secret.md")
    for name in ("works/a.md", "works/link.md", "works", "none"):
        try:
            read_below(root, name, 3)
        except OSError:
            continue
    assert len(os.listdir("/proc/self/fd")) == before


def test_systems_without_openat_keep_the_same_bounds(root, monkeypatch):
    monkeypatch.setattr(path_safety, "_HAS_OPENAT", False)
    assert read_below(root, "works/a.md", 5) == b"words"
    (root / "works/link.md").symlink_to("../../secret.md")
    with pytest.raises(RefusedFileError, match="outside"):
        open_below(root, "works/link.md", 100)
