"""The codes of languages, scripts and regions that a feed's `language` may be made of.

`language` is a BCP 47 tag (RFC 5646): a language of ISO 639, then optionally a script of
ISO 15924 and a region of ISO 3166-1. Apple and the PSP-1 ask for ISO 639.
Languages and regions are those of the Debian package iso-codes 4.15, all of them also in the
IANA Language Subtag Registry of 2025-08-25, from which the scripts and the rarer languages come
(https://www.iana.org/assignments/language-subtag-registry).
Left out are withdrawn codes (bh, in, iw, ji, jw, mo, sh), collections (`sla`), the codes that
name no language (mis, mul, und, zxx) and the three-letter twins of two-letter codes (`eng`),
which RFC 5646, section 2.2.1, forbids.
Pure data of the formats layer: it reads no files.
"""

import re
from typing import Final

_ISO_639_1: Final = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""

_ISO_639_2: Final = """
ace ach ada ady afh ain akk ale alt ang anp arc arn arp arw ast awa bal ban bas bej bem bho bik
bin bla bra bua bug byn cad car ceb chb chg chk chm chn cho chp chr chy cnr cop crh csb dak dar
del den dgr din doi dsb dua dum dyu efi egy eka elx enm ewo fan fat fil fon frm fro frr frs fur
gaa gay gba gez gil gmh goh gon gor got grb grc gsw gwi hai haw hil hit hmn hsb hup iba ilo inh
jbo jpr jrb kaa kab kac kam kaw kbd kha kho kmb kok kos kpe krc krl kru kum kut lad lah lam lez
lol loz lua lui lun luo lus mad mag mai mak man mas mdf mdr men mga mic min mnc mni moh mos mus
mwl mwr myv nap nds new nia niu nog non nqo nso nwc nym nyn nyo nzi osa ota pag pal pam pap pau
peo phn pon pro raj rap rar rom rup sad sah sam sas sat scn sco sel sga shn sid sma smj smn sms
snk sog srn srr suk sus sux syc syr tem ter tet tig tiv tkl tlh tli tmh tog tpi tsi tum tvl tyv
udm uga umb vai vot wal war was xal yao yap zap zbl zen zgh zun zza
"""

_ISO_639_3: Final = """
aao abh abv acm acq acw acx acy adf aeb aec afb agq agr ann apc apd arb arq ars ary arz asa auz
avl ayc ayh ayl ayn ayp bew bez bgc bgn bhb blo blt brx bss cch ccp cdo cgg cic cjy ckb cmn cnp
cpx csp csw czh czo dav dje dyo ebu gan guz hak hif hne hnj hnm hsn jgo jmc kaj kcg kde kea ken
kgp khq kkj kln ksb ksf ksh kxv lag lij lkt lld lmo lrc ltg luh luy lzh mer mfe mgh mgo mhn mhr
miq mjw mnp mnw mua mzn nan naq nhn nmg nnh nus pcm pga pis prg quc quz rhg rif rof rwk saq sbp
sdh seh ses sgs shi shs shu sjc skr ssh ssy szl tcy teo the tok trv trw twq tzm unm vec vmw vun
wae wbp wuu xnr xog yav yrl yue yuw
"""

_ISO_15924: Final = """
Adlm Afak Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk Beng Berf Bhks Blis Bopo Brah
Brai Bugi Buhd Cakm Cans Cari Cham Cher Chis Chrs Cirt Copt Cpmn Cprt Cyrl Cyrs Deva Diak Dogr
Dsrt Dupl Egyd Egyh Egyp Elba Elym Ethi Gara Geok Geor Glag Gong Gonm Goth Gran Grek Gujr Gukh
Guru Hanb Hang Hani Hano Hans Hant Hatr Hebr Hira Hluw Hmng Hmnp Hntl Hrkt Hung Inds Ital Jamo
Java Jpan Jurc Kali Kana Kawi Khar Khmr Khoj Kitl Kits Knda Kore Kpel Krai Kthi Lana Laoo Latf
Latg Latn Leke Lepc Limb Lina Linb Lisu Loma Lyci Lydi Mahj Maka Mand Mani Marc Maya Medf Mend
Merc Mero Mlym Modi Mong Moon Mroo Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkdb Nkgb Nkoo Nshu
Ogam Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Pcun Pelm Perm Phag Phli Phlp Phlv Phnx Piqd
Plrd Prti Psin Ranj Rjng Rohg Roro Runr Samr Sara Sarb Saur Seal Sgnw Shaw Shrd Shui Sidd Sidt
Sind Sinh Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Syre Syrj Syrn Tagb Takr Tale Talu Taml Tang
Tavt Tayo Telu Teng Tfng Tglg Thaa Thai Tibt Tirh Tnsa Todr Tols Toto Tutg Ugar Vaii Visp Vith
Wara Wcho Wole Xpeo Xsux Yezi Yiii Zanb
"""

_ISO_3166_1: Final = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""

TWO_LETTER: Final[frozenset[str]] = frozenset(_ISO_639_1.split())
"""All of ISO 639-1."""

THREE_LETTER: Final[frozenset[str]] = frozenset(_ISO_639_2.split()) | frozenset(_ISO_639_3.split())
"""Languages without a two-letter code.

They are every individual or macrolanguage of ISO 639-2, and of the 7,000 others in ISO 639-3
those that have a locale in Unicode CLDR (as in Babel 2.18) or in the GNU C library, or that
the IANA registry counts as Arabic or Chinese.
"""

SCRIPTS: Final[frozenset[str]] = frozenset(_ISO_15924.split())
"""ISO 15924, in title case, less the codes for private use and for what is no script."""

REGIONS: Final[frozenset[str]] = frozenset(_ISO_3166_1.split())
"""All of ISO 3166-1 alpha-2, in upper case."""

AREAS: Final[frozenset[str]] = frozenset({"001", "150", "419"})
"""The UN M.49 areas that CLDR has locales for: the world, Europe, Latin America."""

_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?",
    re.ASCII | re.IGNORECASE,
)


def is_language(code: str) -> bool:
    """Tell whether `code` is a known language, alone or with a known script, region or both.

    Case does not matter (RFC 5646, section 2.1.1): `en`, `yue`, `pt-br`, `zh-Hant-TW`.
    Variants, extensions and private use are not known.
    """
    tag = _TAG.fullmatch(code)
    if tag is None:
        return False
    language, script, region = tag.group("language", "script", "region")
    return (
        (language.lower() in TWO_LETTER or language.lower() in THREE_LETTER)
        and (script is None or script.title() in SCRIPTS)
        and (region is None or region.upper() in REGIONS or region in AREAS)
    )
