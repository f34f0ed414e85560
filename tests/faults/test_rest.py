"""While nothing changes, the program sleeps: no frames, and few wake-ups of all its processes."""

from tests.bench import rest
from tests.bench.galleries import make_gallery
from tests.faults.running_kiosk import needs_x

pytestmark = needs_x
# By then the large screens are made and the decoders have gone.
SETTLE_SECONDS, SECONDS = 12.0, 6.0


def test_at_rest_all_processes_wake_a_few_times_a_second(tmp_path):
    folder = make_gallery(tmp_path / "gallery", 1, (300, 200))
    found = rest.measure(folder, tmp_path, settle=SETTLE_SECONDS, seconds=SECONDS, launch=False)
    assert found.wakes <= rest.MOST_WAKES, found
    assert found.share <= rest.MOST_SHARE, found
    assert found.frames == 0, found
