"""What readers look for in the bibliography, and the sources that should come first.

The searches were written before any result was seen: identifiers in the ways in which
people type and paste them, names, years, titles and parts of them.
"""

import pytest

from topics.models import Source
from topics.search import search_sources

pytestmark = pytest.mark.usefixtures("shipped_content")

# Each with the keys of which any is a right first one.
SEARCHES = {
    "10.1177/0022343319898241": ["duursma-2021"],
    "https://doi.org/10.1017/S0003055420000738": ["blair-2021"],
    "doi:10.1017/S0020818318000346": ["fjelde-2019"],
    "DOI 10.5334/sta.gn": ["barrera-2015"],
    "http://dx.doi.org/10.1080/13533312.2019.1698297": ["lee-2020"],
    "doi.org/10.1093/isq/sqaa015": ["belgioioso-2020"],
    "10.3249/1868-1581-9-2-vanspranghe": ["vanspranghe-2019"],
    "10.1093/OSO/9780198790655.001.0001": ["bove-2020"],
    "9780691136714": ["fortna-2008"],
    "978-0-691-13671-4": ["fortna-2008"],
    "ISBN 978 1 107 63204 2": ["autesserre-2014"],
    "ISBN-13: 978-0-19-875570-8": ["von-billerbeck-2017"],
    "0-7425-0907-9": ["williams-2000"],
    "isbn:9781107021624": ["horner-2014"],
    "978-92-1-137038-6": ["dpko-2012"],
    "S/RES/2436": ["s-res-2436-2018"],
    "S/RES/2436 (2018)": ["s-res-2436-2018"],
    "s/res/1410(2002)": ["s-res-1410-2002"],
    "SCR 2493": ["s-res-2493-2019"],
    "UNSCR 1299": ["s-res-1299-2000"],
    "resolution 2601": ["s-res-2601-2021"],
    "Security Council resolution 340": ["s-res-340-1973"],
    "A/RES/60/180": ["a-res-60-180"],
    "resolution 72/285": ["a-res-72-285"],
    "A/64/633": ["a-64-633"],
    "S/2013/110": ["a-67-775-s-2013-110"],
    "A/67/792–S/2013/149": ["a-67-792-s-2013-149"],
    "S/11568": ["s-11568-1974"],
    "S/PV.3492": ["s-pv-3492"],
    # Any work of the author.
    "von Billerbeck": [f"von-billerbeck-{year}" for year in (2012, 2017, 2019)],
    "Autesserre": ["autesserre-2014", "autesserre-2010"],
    "Palwankar": ["palwankar-1993"],
    "Öberg": ["davies-2023", "davies-2024"],
    "van der Lijn": [
        *(f"van-der-lijn-{year}" for year in (2015, 2019)),
        "sipri-yb-2016-regional",
    ],
    "Chopra Kingdom": ["chopra-2000"],
    "Samantha Power": ["power-2008"],
    "Boothby": ["boothby-2004"],
    "Fortna 2008": ["fortna-2008"],
    "Duursma 2021": ["duursma-2021"],
    "Coleman 2022": ["coleman-2022"],
    "Paffenholz 2015": ["paffenholz-2015"],
    "Hoddie Hartzell 2003": ["hoddie-2003"],
    "Trithart 2022": ["trithart-2022"],
    "Arensen 2016": ["arensen-2016"],
    "Does Peacekeeping Work?": ["fortna-2008"],
    "Shaping Belligerents": ["fortna-2008"],
    "Composing Peace: Mission Composition in UN Peacekeeping": ["bove-2020"],
    "If We Leave We Are Killed": ["arensen-2016"],
    '"protection through presence"': ["fjelde-2019"],
    "Civil Affairs Handbook": ["dpko-2012"],
    "Chasing the Flame": ["power-2008"],
    "The UN's Kingdom of East Timor": ["chopra-2000"],
    "Whose peace? local ownership": ["von-billerbeck-2017", "von-billerbeck-2012"],
    "Behrami Saramati": ["behrami-2007"],
    "token troop deployments": ["coleman-2022"],
    "armed escorts convoys guidelines": ["iasc-2013"],
    "rubber band 1325": ["barrow-2009"],
    "International Organization for Migration 2016": ["arensen-2016"],
    "Columbia University Press 1976": ["cordier-1976"],
    "Survival 2000 East Timor": ["chopra-2000"],
}
# New entries of an author may be cited more often than those that were meant.
LEAST_FOUND = 0.9


def test_nearly_all_sources_that_are_meant_come_first():
    missed = {}
    for text, keys in SEARCHES.items():
        first = search_sources(Source.objects.all(), text).sources.first()
        if first is None or first.key not in keys:
            missed[text] = first and first.key

    assert len(missed) <= (1 - LEAST_FOUND) * len(SEARCHES), missed
