import os

from prometheus_client.mmap_dict import MmapedDict

from portal.operations.metrics_folder import ROOM, reserve


def test_room_is_taken_before_it_is_used(tmp_path):
    assert reserve(str(tmp_path / "metrics"))

    files = sorted((tmp_path / "metrics").iterdir())
    assert [file.name for file in files] == [f"{k}_{os.getpid()}.db" for k in ROOM]
    for file in files:
        taken = file.stat()
        assert taken.st_blocks * 512 >= taken.st_size == ROOM[file.name.split("_")[0]]


def test_files_are_those_that_counters_use(tmp_path):
    reserve(str(tmp_path))
    path = tmp_path / f"counter_{os.getpid()}.db"

    counts = MmapedDict(str(path))
    for number in range(500):
        counts.write_value(f"a key of a series, as long as they are: {number}", 1, 0)

    assert path.stat().st_size == ROOM["counter"]
    counts.close()


def test_no_room_and_no_rights_are_told(tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    (tmp_path / "file").touch()
    assert not reserve(str(tmp_path / "file" / "metrics"))
    monkeypatch.setattr("os.posix_fallocate", full)
    assert not reserve(str(tmp_path / "metrics"))
