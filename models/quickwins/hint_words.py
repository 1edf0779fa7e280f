"""The words and phrases by which `hints` tells what a sentence says, in Indonesian and simple English."""

import re


def _any(*words: str) -> str:
    return "(?:" + "|".join(part for group in words for part in group.split("|")) + ")"


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{each})" for each in alternatives), re.IGNORECASE)


MONTH = (
    r"(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember|"
    r"january|february|march|june|july|august|october|december|jan|feb|apr|jun|jul|agu|ags|sept?|okt|oct|nov|des|dec)\b"
)
SMALL = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
COUNT = rf"(?:\d+|{SMALL})"
PERIOD = r"(?:minggu|pekan|bulan|bln|tahun|thn|triwulan|kuartal|semester|weeks?|months?|years?|quarters?)\b"
LATER = r"(?:ini|depan|mendatang|berikutnya)\b"

DATES = _pattern(
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b",
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?: \d{{2,4}}\b)?",
    rf"(?:minggu|pekan) (?:ke-?\d|ke\w+|terakhir) {MONTH}",
    rf"{MONTH}(?: (?:\d{{1,2}},? )?(?:19|20)\d\d\b)?",
    r"(?:by|before|in|until|end of|from) may\b",
    rf"(?:akhir|awal|pertengahan|penghujung|sebelum|the end of|end of|beginning of|before) (?:the )?{PERIOD}(?: {LATER})?",
    rf"(?:{PERIOD}|senin|selasa|rabu|kamis|jumat|sabtu) {LATER}",
    rf"(?:next|this) (?:{PERIOD}|monday|friday)",
    r"(?:triwulan|kuartal|tw|semester|quarter|q) ?(?:ke-?)?(?:[1-4]|i{1,3}|iv)\b(?: (?:tahun )?20\d\d\b)?",
    r"(?:dalam|within|in)(?: waktu| the next)? (?:1[4-9]|[2-9]\d|\d{3}|\w+ belas|\w+ puluh(?: \w+)?|thirty|sixty|ninety) (?:hari|days)\b(?! kerja)",
    rf"(?:dalam|selama|within|in)(?: waktu| the next)? {COUNT} {PERIOD}",
    r"dalam (?:seminggu|sepekan|sebulan|setahun)\b",
    rf"{COUNT} (?:hari|minggu|pekan|bulan) (?:lagi|ke depan|kedepan|from now)\b",
    r"(?:sebelum|setelah|saat|pada|menjelang|before|after) (?:lebaran|idul ?fitri|natal|ramad\w+|puasa|hut|tahun baru|masa|musim|christmas|eid)\b(?: 20\d\d\b)?",
    r"(?:besok|lusa|tomorrow)\b",
    r"(?:tahun )?20[2-9]\d\b",
)
"""By when. "Setiap minggu" says how often, "3 hari kerja" and "dalam 3 hari" how long something takes."""

REFERENCES = _pattern(
    r"(?:perpres|perwali|perwako|perbup|permen\w*|perda|pp|uu|no|nomor|pasal|ayat|rt|rw|lantai|loket|golongan|gol|eselon|"
    r"versi|covid|jalan|jl|kelas|tahap)(?:[ .\-/]*(?:rb )?)\d+(?:[/.]\d+)*",
    r"satu (?:pintu|atap|data)\b",
)
"""Figures that count nothing: Perpres 21/2023, RT 3, satu pintu."""

EVERY = (
    r"(?:setiap|tiap|every|each)(?! (?:hari|pagi|minggu|pekan|bulan|tahun|senin|jumat|day|week|month|year))"
)
NUMBER = (
    rf"(?:\d+|{SMALL}|\w*(?:belas|puluh|ratus|ribu|juta)|persen|percent|separuh|setengah\w*|sepertiga|seperempat|seperlima|"
    rf"nol|zero|half|halve[sd]?|double[sd]?|hundred|semua\w*|seluruh|{EVERY}|all|same day|no ?one|nobody|no more|no longer)\b"
)
NUMBERS = re.compile(
    rf"\b{NUMBER}|%|\b(?:hari yang sama|(?:tidak|tak|nggak|gak) ada (?:lagi|satu)|tidak ada \w+ yang|tak satu pun|tanpa|"
    rf"(?:tidak|tak) ada \w+ \w+|no \w+ (?:has|have|waits?|comes?|is|are))\b",
    re.IGNORECASE,
)
"""What can be counted, and what holds for all or for none."""

_LED = r"(?:kepala|ka(?:si|bid|dis|ban|bag|sub\w+)|camat|lurah|sek(?:cam|lur|da|dis)|sekretaris|direktur|bendahara|operator|admin|koordinator|"
_LED += r"penyuluh|bidan|kader|perawat|guru|dokter|analis|inspektorat|satpol|pic|pj|penanggung jawab)\b"
_UNIT = r"(?:tim|bidang|bagian|sub ?bag\w*|sub ?bid\w*|seksi|unit|upt\w*|dinas|badan|sekretariat)\b(?= \w)"
_PLACE = r"(?:kelurahan|kecamatan|puskesmas|rsud|upt\w*|kantor|petugas|staf|pegawai)"
_NOT_AFTER = "".join(
    f"(?<!{word} )"
    for word in [
        "di",
        "ke",
        "dari",
        "kepada",
        "dengan",
        "untuk",
        "utk",
        "bagi",
        "antar",
        "bersama",
        "semua",
        "all",
        "with",
        "for",
        "membentuk",
        "terbentuknya",
        "pembentukan",
        "a",
        "new",
    ]
)
OWNERS = _pattern(
    r"(?:saya|aku|kami|kita|we|our|us)\b|(?-i:I)\b",
    rf"{_NOT_AFTER}{_LED}",
    rf"{_NOT_AFTER}{_UNIT}",
    rf"{_NOT_AFTER}{_PLACE}(?: \w+){{1,2}} (?:akan |bisa |dapat )?me(?!nit|ja\b|jadi|reka|dia|dis)\w{{4,}}",
    r"(?:oleh(?! karena)|dikawal|dipantau|diawasi|dijaga|didampingi|ditangani|dikoordinasi\w*|dipimpin) \w+",
    r"(?<!for )(?<!with )(?:the|our) (?:\w+ ){0,3}(?:team|desk|unit|section|head|office|staff)\b(?! \w+ing\b)",
)
"""Who sees to it: the writer, a position, a unit. Not those for whom, with whom or in whose office it is done."""

_ACTIVITY = (
    r"(?:rapat|rakor|sosialisasi|pelatihan|diklat|bimtek|bimbingan teknis|workshop|lokakarya|seminar|webinar|fgd|forum|"
    r"koordinasi|stud[iy] banding|kunjungan|monitoring|monev|evaluasi|penyuluhan|lomba|survei|diskusi|audiensi|pembinaan|"
    r"kampanye|pendampingan|benchmarking)\b"
)
_OUTPUT = (
    r"(?:sop|aplikasi|sistem|website|web|dashboard|tim|satgas|pokja|juknis|juklak|pedoman|panduan|modul|surat edaran|sk|"
    r"perwali|mou|grup|video|spanduk|banner|brosur|leaflet|poster|baliho|logo|database|basis data|formulir|kotak saran|"
    r"papan|laporan|roadmap|proposal|akun)\b"
)
_MAKE = (
    r"(?:membuat|bikin|buat|menyusun|membentuk|mengembangkan|membangun|merancang|mendesain|menerbitkan|mencetak|memasang|"
    r"menandatangani|menyiapkan|meluncurkan|merevisi|menetapkan|tersusunnya|terbentuknya|tersedianya|terbangunnya|terbitnya|"
    r"pembuatan|penyusunan|pembentukan|pengembangan|pemasangan|pengadaan|penerbitan|peluncuran)"
)
_HOLD = (
    r"(?:mengadakan|adakan|menyelenggarakan|menggelar|gelar|melaksanakan|melakukan|mengikuti|menghadiri|terlaksananya|"
    r"terselenggaranya|pelaksanaan|penyelenggaraan)"
)
_MEANS = "".join(
    f"(?<!{word} )" for word in ["dengan", "lewat", "melalui", "setelah", "via", "through", "after", "by"]
)
ACTIVITIES = re.compile(
    rf"\b{_MEANS}{_HOLD}(?: \w+){{0,2}}? {_ACTIVITY}|\b{_MEANS}{_MAKE}(?: \w+){{0,2}}? {_OUTPUT}|^{_ACTIVITY}|"
    r"\b(?:berkoordinasi|me(?:n|ny)sosialisasikan|menyosialisasikan)\b|"
    rf"\b{_MEANS}(?:hold|organi[sz]e|conduct|run|attend|arrange|host)s? (?:\w+ ){{0,3}}?"
    r"(?:meetings?|trainings?|workshops?|seminars?|briefings?|surveys?|campaigns?|study visits?)\b|"
    rf"\b{_MEANS}(?:create|build|develop|draft|write|make|set up|launch|publish|prepare|form)s? (?:\w+ ){{0,3}}?"
    r"(?:app|application|website|sop|procedure|system|team|task force|guidelines?|banners?|videos?|mou|dashboard|logo)\b",
    re.IGNORECASE,
)
"""Something that is done, or what comes off the table: a meeting, a training, an SOP, an app."""

_CHANGE = (
    r"(?:turun|menurun\w*|naik|menaik\w*|berkurang|mengurangi|kurangi|meningkat|menjadi|jadi|tinggal|melayani|dilayani|"
    r"menjawab|tanggapi|menanggapi|menutup|terima|memangkas|memotong|selesai|falls?|cuts?|rises?|down|from)"
)
RESULTS = re.compile(
    rf"\b{_CHANGE} (?:\S+ ){{0,6}}?{NUMBER}|\b(?:agar|sehingga|supaya|so that) (?:\S+ ){{0,8}}?{NUMBER}|\b(?:tidak|tak) ada lagi\b",
    re.IGNORECASE,
)
"""What is different afterwards, and by how much."""

VAGUE = _pattern(
    r"(?:menjadi )?(?:lebih|semakin) (?:baik|optimal|maksimal|berkualitas|profesional|efektif|efisien)(?: (?:lagi|dan \w+))?\b",
    r"(?:terbaik|sebaik\w*|prima|optimal|berkualitas|profesional|efektif|efisien|kondusif|unggul|paripurna)\b",
    r"(?:mengoptimalkan|memaksimalkan|optimalisasi|optimi[sz]e|maximi[sz]e)\b(?: \w+)?",
    r"(?:belum|kurang|tidak) (?:maksimal|baik|bagus)\b",
    r"(?:meningkat\w+|peningkatan|mewujudkan|terwujudnya|terciptanya|menciptakan) (?:\w+ )?"
    r"(?:kualitas|mutu|kinerja|kepuasan|sinergi\w*|tata kelola|citra|semangat|profesionalisme)(?: \w+)?",
    r"(?:improve|increase|raise) (?:the )?(?:\w+ )?(?:quality|performance|satisfaction|synergy)\b",
    r"(?:better|excellent|effective|efficient|good enough)\b",
    r"cepat, (?:tepat|mudah|murah)\S*",
)
"""Words under which everybody sees something else."""

_PEOPLE = r"(?:pegawai|staf|petugas|asn|pns|sdm|warga|masyarakat|pimpinan|atasan|orang(?:-orang)?|oknum|operator|staff|people|citizens|employees)"
_NOT = r"(?:tidak|tdk|kurang|gak|nggak|ngga|enggan)"
BLAMING = _pattern(
    rf"{_PEOPLE}(?:nya)?\b(?:,? \S+){{0,4}}? (?:malas|pemalas|bandel|gaptek|bodoh|cuek|manja|susah diatur|lazy|careless|stupid|incompetent)\b",
    rf"{_PEOPLE}(?:nya)?\b(?:,? \S+){{0,5}}? {_NOT} (?:mau|disiplin|peduli|jujur|sadar|kompeten|becus|patuh|serius|bertanggung jawab)\b",
    rf"(?:mindset|pola pikir|mental\w*) {_PEOPLE}(?: \S+){{0,4}}?",
    r"sdm (?:\w+ )?(?:masih )?rendah\b",
    rf"(?:rendahnya|kurangnya) (?:kesadaran|disiplin|kepedulian|kompetensi|kemauan)(?: {_PEOPLE})?",
    rf"{_PEOPLE}(?: \w+)? do(?:es)?(?: not|n't) (?:care|want)\b",
)
"""Where it is put down to what people are like."""

_AIM = (
    r"(?:mengurangi|menurunkan|meningkatkan|menaikkan|mempercepat|memperbaiki|menambah|menertibkan|menekan|memangkas|"
    r"menghapus|menghilangkan|mewujudkan|memperkuat|menata|merapikan|mempermudah|memperluas|menyederhanakan|mempercantik|"
    r"reduce|increase|improve|speed up|cut|shorten|raise|lower)"
)
AIMS = re.compile(
    rf"\b{_AIM}\b.*?(?:,|;|&|\b(?:dan|serta|sekaligus|and))\s+(?:(?:dan|serta|juga|and|also) )?(?P<second>{_AIM}\b(?: \w+)?)",
    re.IGNORECASE,
)
"""One aim, and another beside it."""
