"""The words and phrases by which `hints` tells what a sentence says, in Indonesian and simple English."""

import re


def _any(words: str) -> str:
    """One of the words; an underscore stands for a space within one."""
    return rf"(?:{'|'.join(words.split()).replace('_', ' ')})"


def _not_after(words: str) -> str:
    return "".join(rf"(?<!\b{word} )" for word in words.split())


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{each})" for each in alternatives), re.IGNORECASE)


_MONTH = _any(
    """januari februari pebruari maret april mei juni juli agustus september oktober november nopember desember
    january february march june july august october december
    jan feb apr jun jul agu ags sept? okt oct nov des dec"""
)
_SMALL = _any(
    """satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas
    one two three four five six seven eight nine ten twelve"""
)
_COUNT = rf"(?:\d+|{_SMALL})"
_PERIOD = _any(
    "minggu pekan bulan bln tahun thn th triwulan kuartal semester weeks? months? years? quarters?"
)
_LATER = _any("ini depan mendatang berikutnya")
_IN = r"(?:dalam|within|in)(?: waktu| the next)?"
_WHEN = _any("sebelum setelah saat pada mulai sejak sampai hingga menjelang by before after")
_EVENT = _any(
    """lebaran idul_?fitri natal ramad\\w+ puasa hut ulang_tahun tahun_baru tahun_ajaran cuti_bersama masa musim
    christmas eid"""
)

DATES = _pattern(
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b",
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b(?: \d{{2,4}}\b)?",
    rf"(?:minggu|pekan) (?:ke-?\d|ke\w+|terakhir) {_MONTH}\b",
    rf"{_MONTH}\b(?: (?:\d{{1,2}},? )?(?:19|20)\d\d\b)?",
    r"(?:by|before|in|until|end of|from) may\b",
    r"(?:akhir|awal|pertengahan|penghujung|sebelum|the end of|end of|beginning of|before) (?:the )?"
    rf"{_PERIOD}\b(?: {_LATER}\b)?",
    rf"(?:{_PERIOD}|senin|selasa|rabu|kamis|jumat|sabtu) {_LATER}\b",
    rf"(?:next|this) (?:{_PERIOD}|monday|friday)\b",
    r"(?:triwulan|kuartal|tw|semester|quarter|q) ?(?:ke-?)?(?:[1-4]|i{1,3}|iv)\b(?: (?:tahun )?20\d\d\b)?",
    rf"{_IN} (?:1[4-9]|[2-9]\d|\d{{3}}|\w+ belas|\w+ puluh(?: \w+)?|thirty|sixty|ninety) (?:hari|days)\b(?! kerja)",
    rf"(?:{_IN}|selama) (?:{_COUNT}|a) {_PERIOD}\b",
    r"dalam se(?:minggu|pekan|bulan|tahun)\b",
    rf"{_COUNT} (?:hari|minggu|pekan|bulan) (?:lagi|ke depan|kedepan|from now)\b",
    rf"{_WHEN} {_EVENT}\b(?: 20\d\d\b)?",
    r"(?:mulai|sampai|hingga|sebelum|per|paling lambat|s/d) (?:tgl|tanggal) \d{1,2}\b",
    r"(?:besok|lusa|tomorrow)\b",
    r"(?:tahun )?20[2-9]\d\b",
)
"""By when. "Setiap minggu" says how often; "dalam 3 hari" and "3 hari kerja" say how long something takes, and from
"dalam 14 hari" on a period is taken for one in which the goal is reached."""

_NUMBERED = _any(
    """perpres perwali perwako perbup permen\\w* perda pp uu no nomor pasal ayat rt rw lantai loket golongan gol eselon
    versi covid jalan jl kelas tahap"""
)
REFERENCES = _pattern(
    rf"{_NUMBERED}[ .\-/]*(?:rb )?\d+(?:[/.]\d+)*(?: tahun \d{{4}})?\b", r"satu (?:pintu|atap|data)\b"
)
"""Figures that count nothing: Perpres 21/2023, RT 3, satu pintu."""

_EVERY = (
    r"(?:setiap|tiap|every|each)(?! (?:hari|pagi|minggu|pekan|bulan|tahun|senin|jumat|day|week|month|year))"
)
_FRACTION = _any(
    "persen percent separuh setengah\\w* sepertiga seperempat seperlima half halve[sd]? double[sd]?"
)
_ALL_OR_NONE = _any("semua\\w* seluruh all nol zero no_?one nobody no_more no_longer")
_NUMBER = (
    rf"(?:\d+(?:x\d*)?|{_SMALL}|\w*(?:belas|puluh|ratus|ribu|juta)|hundred|se(?:hari|minggu|pekan|bulan|jam|menit)|"
    rf"{_FRACTION}|{_ALL_OR_NONE}|{_EVERY}|same day)\b"
)
NUMBERS = re.compile(
    rf"%|\b(?:{_NUMBER}|(?:hari yang sama|hari itu juga|dari [A-E]{{1,2}} (?:ke|jadi|menjadi) [A-E]|"
    r"(?:tidak|tak|nggak|gak) ada (?:lagi|satu)|(?:tidak|tak) ada \w+ \w+|tak satu pun|tanpa|no [a-z]+)\b)",
    re.IGNORECASE,
)
"""What can be counted, and what holds for all or for none."""

_POSITION = _any(
    """kepala ka(?:si|bid|dis|ban|bag|pus|sub\\w+) camat lurah sek(?:cam|lur|da|dis) sekretaris direktur bendahara operator
    admin koordinator pengelola penyuluh bidan kader perawat guru dokter analis inspektorat satpol pic pj penanggung_jawab"""
)
_AGENCY = _any(
    """dis(?:hub|dik|dukcapil|kominfo|naker|perindag|pora) din(?:kes|sos) bappeda bapenda bkpsdm bkd dpmptsp dlh bpbd pupr
    pdam"""
)
_UNIT = _any("tim bidang bagian sub_?bag\\w* sub_?bid\\w* seksi unit upt\\w* dinas badan sekretariat")
_STAFF = _any("kelurahan kecamatan puskesmas rsud upt\\w* kantor petugas staf pegawai")
_NO_OWNER_AFTER = _not_after(
    """di ke dari kepada dengan untuk utk bagi antar bersama semua all with for membentuk terbentuknya pembentukan jadwal
    jumlah data honor punya a new"""
)
OWNERS = _pattern(
    r"(?:saya|aku|kami|kita|we|our|us)\b|(?-i:I) (?:am|will|want|can|[a-z]{4,})\b",
    rf"{_NO_OWNER_AFTER}(?:{_POSITION}|{_AGENCY}|{_UNIT}(?= \w))\b",
    rf"{_NO_OWNER_AFTER}{_STAFF}(?: \w+){{1,2}} (?:akan |bisa |dapat )?me(?!nit\b|njadi|reka\b|dia\b|nteri)\w{{4,}}",
    r"(?-i:(?:Bu|Pak|Ibu|Bapak|Mas|Mbak|dr|drg)\.? [A-Z]\w+)",
    rf"(?-i:di[a-z]{{4,}}) (?!(?:{_MONTH}|senin|selasa|rabu|kamis|jumat)\b)(?-i:[A-Z]\w+)",
    r"(?:oleh(?! karena)|dikawal|dipantau|diawasi|dijaga|didampingi|ditangani|dikoordinasi\w*|dipimpin) \w+",
    r"(?<!for )(?<!with )(?:the|our) (?:\w+ ){0,3}(?:team|desk|unit|section|head|office|staff)\b(?! \w+ing\b)",
)
"""Who sees to it: the writer, a position, a unit. Not those for whom, with whom or in whose office it is done."""

_EVENT_HELD = _any(
    """rapat rakor sosialisasi pelatihan diklat bimtek bimbingan_teknis workshop lokakarya seminar webinar fgd forum
    koordinasi stud[iy]_banding stud[iy]_tiru kunjungan monitoring monev evaluasi penyuluhan lomba survei survey diskusi
    audiensi pembinaan kampanye pendampingan benchmarking apel kuesioner kuisioner magang gotong_royong kerja_?bakti
    kerja_?sama supervisi konsultasi konsolidasi"""
)
_OUTPUT = _any(
    """sop aplikasi sistem website web dashboard tim satgas pokja juknis juklak pedoman panduan modul surat_edaran sk perwali
    mou grup video spanduk banner brosur leaflet poster baliho logo database basis_data formulir draf\\w* naskah infografis
    konten peta selebaran stiker jadwal kotak_saran papan laporan roadmap proposal akun"""
)
_MAKE = _any(
    """membuat bikin buat menyusun membentuk mengembangkan membangun merancang mendesain menerbitkan mencetak memasang
    menandatangani menyiapkan meluncurkan merevisi menetapkan tersusunnya terbentuknya tersedianya terbangunnya terbitnya
    pembuatan penyusunan pembentukan pengembangan pemasangan pengadaan penerbitan peluncuran"""
)
_HOLD = _any(
    """mengadakan adakan ngadain menyelenggarakan menggelar melaksanakan laksanakan melakukan menghadiri mengundang
    terlaksananya terselenggaranya pelaksanaan penyelenggaraan"""
)
_JOIN = _any("ikut mengikuti menyebarkan membagikan menjalin memulai")
_DOING = _any(
    """digitalisasi implementasi penerapan revitalisasi inventarisasi penataan pendataan pemanfaatan pemetaan pemutakhiran
    penyediaan pengadaan pembangunan pemeliharaan renovasi rehabilitasi internalisasi pencanangan penandatanganan pembuatan
    penyusunan pembentukan pengisian melengkapi (?:terimplementasi|terlaksana|terselenggara|terap)\\w*nya train training"""
)
_MEANS = _not_after("dengan lewat melalui setelah via tidak tanpa through after by")
_MEETING = _any("meetings? trainings? workshops? seminars? briefings? surveys? campaigns? study_visits?")
_PRODUCT = _any(
    """app application website sop procedure system team task_force guidelines? banners? videos? mou dashboard logo"""
)
ACTIVITIES = _pattern(
    rf"{_MEANS}{_HOLD}(?: \w+){{1,2}}",
    rf"{_MEANS}{_JOIN}(?: \w+){{0,2}}? {_EVENT_HELD}\b",
    rf"{_MEANS}{_MAKE}(?: \w+){{0,2}}? {_OUTPUT}\b",
    rf"(?<![\w\W])(?:{_EVENT_HELD}|{_DOING})\b"
    r"(?! (?:cukup|hanya|dimulai|selesai|tidak|jadi|menjadi|turun|naik|lebih)\b)",
    r"(?:kami|kita|saya|tim \w+) (?:akan |mau |ingin )?(?:rapat|sosialisasi|studi banding)\b",
    r"(?:berkoordinasi|(?:men|meny)?sosialisasikan|menyosialisasikan|untuk sosialisasi)\b",
    rf"{_MEANS}(?:hold|organi[sz]e|conduct|run|attend|arrange|host)s? (?:\w+ ){{0,3}}?{_MEETING}\b",
    rf"{_MEANS}(?:create|build|develop|draft|write|make|set up|launch|publish|prepare|form)s? (?:\w+ ){{0,3}}?{_PRODUCT}\b",
)
"""Something that is done, or what comes off the table: a meeting, a training, an SOP, an app."""

_CHANGE = _any(
    """turun menurun\\w* naik menaik\\w* berkurang mengurangi kurangi meningkat menjadi jadi tinggal melayani dilayani
    menjawab tanggapi menanggapi menutup terima memangkas memotong selesai falls? cuts? rises? down from"""
)
_ABLE = _any("tahu paham bisa dapat punya hadir lulus puas datang lengkap selesai memakai")
RESULTS = _pattern(
    rf"{_CHANGE} (?:\S+ ){{0,6}}?{_NUMBER}",
    rf"(?:agar|sehingga|supaya|so that) (?:\S+ ){{0,8}}?{_NUMBER}",
    r"(?:tidak|tak) ada lagi\b",
    rf"{_NUMBER} (?:\S+ ){{1,4}}?{_ABLE}\b",
)
"""What is different afterwards, and by how much."""

_PRAISE = _any(
    """baik bagus mantap maju optimal maksimal berkualitas profesional efektif efisien humanis responsif akuntabel transparan
    modern"""
)
_QUALITY = _any(
    """kualitas mutu kinerja kepuasan sinergi\\w* tata_kelola citra semangat profesionalisme integritas budaya pelayanan
    layanan"""
)
VAGUE = _pattern(
    rf"(?:menjadi )?(?:lebih|semakin|makin) {_PRAISE}(?: (?:lagi|dan \w+))?\b",
    r"(?:terbaik|sebaik\w*|prima|optimal|berkualitas|profesional|efektif|efisien|kondusif|unggul|paripurna)\b",
    r"(?:mengoptimalkan|memaksimalkan|optimalisasi|optimi[sz]e|maximi[sz]e)\b(?: \w+)?",
    r"(?:belum|kurang|tidak) (?:maksimal|baik|bagus|memuaskan|memadai)\b",
    r"(?:meningkat\w+|menaikkan|menjaga|peningkatan|mewujudkan|terwujudnya|terciptanya|menciptakan) (?:\w+ )?"
    rf"{_QUALITY}(?: \w+)?",
    r"(?:kualitas|mutu|kinerja|integritas|citra|semangat)(?: \w+){0,3} meningkat\b",
    r"bersih(?:,| dan) melayani\b",
    r"(?:kualitas|mutu|kinerja|pelayanan|layanan)(?:nya)?(?: \w+)? ?(?:masih )?(?:rendah|buruk|jelek)\b",
    r"(?:membangun|terbangunnya|menguatkan|memperkuat) (?:komitmen|semangat|sinergi\w*|budaya)(?: \w+)?",
    r"(?:improve|increase|raise) (?:the )?(?:\w+ )?(?:quality|performance|satisfaction|synergy)\b",
    r"(?:better|excellent|effective|efficient|good enough)\b",
    r"cepat, (?:tepat|mudah|murah)\S*",
)
"""Words under which everybody sees something else."""

_PEOPLE = _any(
    """pegawai staf petugas asn pns sdm warga masyarakat pimpinan atasan bawahan anak_buah orang(?:-orang)? oknum operator
    staff people citizens employees"""
)
_BAD = _any(
    """malas pemalas bandel jutek judes lelet masa_bodoh acuh gaptek bodoh cuek manja susah_diatur lazy careless stupid
    incompetent"""
)
_GOOD = _any(
    """mau disiplin peduli jujur sadar kompeten becus patuh serius bertanggung_jawab bisa_diandalkan bisa_diatur ikhlas
    loyal"""
)
BLAMING = _pattern(
    rf"{_PEOPLE}(?:-?nya)?\b(?:,? \S+){{0,5}}? {_BAD}\b",
    rf"{_PEOPLE}(?:-?nya)?\b(?:,? \S+){{0,7}}? (?:tidak|tdk|kurang|gak|nggak|ngga|enggan) {_GOOD}\b",
    rf"(?:mindset|pola pikir|mental\w*) {_PEOPLE}\b",
    r"sdm (?:\w+ )?(?:masih )?rendah\b",
    rf"(?:rendahnya|kurangnya) (?:kesadaran|disiplin|kepedulian|kompetensi|kemauan)(?: {_PEOPLE})?\b",
    rf"{_PEOPLE}(?: \w+)? do(?:es)?(?: not|n't) (?:care|want)\b",
)
"""Where it is put down to what people are like."""

_AIM = _any(
    """mengurangi menurunkan meningkatkan menaikkan mempercepat memperbaiki menambah menertibkan menekan memangkas menghapus
    menghilangkan mewujudkan memperkuat menata merapikan mempermudah memperluas menyederhanakan mempercantik
    reduce increase improve speed_up cut shorten raise lower"""
)
AIMS = _pattern(
    rf"{_AIM}\b.*?(?:[,;&]|\b(?:dan|serta|sekaligus|and))\s+(?:(?:dan|serta|juga|and|also) )?(?P<second>{_AIM}\b(?: \w+)?)"
)
"""One aim, and another beside it."""
