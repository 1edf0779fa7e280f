"""The columns of a roster, under the names people give them."""

from models.spreadsheets.headings import Columns

COLUMNS = Columns(
    {
        "nama": "nama namalengkap namapegawai namapeserta namadangelar name fullname",
        "nip": "nip nippegawai nipppk nipnippppk nomorinduk nomorindukpegawai nopegawai "
        "employeenumber employeeno employeeid staffnumber staffno",
        "jabatan": "jabatan namajabatan position jobtitle",
        "eselon": "eselon echelon",
        "perangkat_daerah": "perangkatdaerah pd opd skpd dinas instansi unitkerja agency office organisation organization",
        "telepon": "telepon telpon telp tlp notelepon notelp nomortelepon hp nohp nomorhp handphone ponsel nomorponsel "
        "wa nowa nomorwa whatsapp phone phoneno phonenumber mobile mobilenumber telephone",
        "peran": "peran role",
        "bahasa": "bahasa language",
    },
    required="nama",
)
"""Each with the headings that mean it."""
