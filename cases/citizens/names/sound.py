"""How a syllable sounds once it went through a Thai or Burmese ear and back into Latin letters.

Source: domain facts, section 8: Nguyễn comes back as Ngian, Dũng as Yung, Chu as Ju. A letter that
can stand for two sounds (d for d and đ, j for ch and gi) gives two keys; two spellings may be the
same where they share one. Coarse by design: a key finds candidates, it decides nothing.
"""

import re
from functools import lru_cache
from typing import Final

from cases.citizens.names.folding import folded, toneless

MOST_KEYS: Final = 6
LONGEST: Final = 24


def heard(table: str) -> dict[str, tuple[str, ...]]:
    """Return a table written as `letters=sound/sound`."""
    pairs = (entry.split("=") for entry in table.split())
    return {letters: tuple(sounds.split("/")) for letters, sounds in pairs}


ONSETS: Final = {"": ("",)} | heard(
    "h=h b=b v=v/b w=v bh=b f=f ph=f pf=f p=b/f m=m n=n l=n r=n/y ng=ng/n ngh=ng/n gn=ng/n "
    "nh=ny/y ny=ny/y ni=ny d=t/y dd=t đ=t dh=t t=t th=t/s tt=t dj=y/c z=y/s zh=y/c gi=y y=y "
    "j=y/c jh=y/c ch=c tr=c/t ts=c/s tj=c ty=c c=k k=k kh=k/h g=k gh=k q=k ck=k qh=k x=s s=s "
    "sh=s ss=s ky=c gy=c/y hy=h dr=c/t chh=c hs=s hl=n hm=m hn=n kr=k "
)
"""What a beginning is heard as. Written g before i is gi."""
VOWELS: Final = heard(
    "a=a aa=a ar=a e=e ae=e ee=i/e i=i y=i ii=i o=o oo=u/o aw=o or=o oh=o u=u uu=u eu=u/eo "
    "ue=u/wi oe=o/we/a ie=ie ia=ie ye=ie iee=ie iye=ie iya=ie ya=ie uye=ie uya=ie uie=ie uia=ie "
    "wie=ie wia=ie uyie=ie uyae=ie oa=wa wa=wa oua=wa owa=wa ua=wa/uo uo=uo uea=uo eua=uo "
    "uoa=uo uow=uo uou=uo uy=wi wi=wi wy=wi ui=wi uey=wi uee=wi we=we oeo=we wee=wi uyu=wi "
    "uwi=wi uyi=ie/wi uwa=wa/u "
    "wo=uo/o uoi=uoi ai=ai ay=ai/e ei=ai/e ey=ai/e aai=ai aay=ai ao=ao au=ao ou=u/ao/o ow=ao "
    "aao=ao ea=ie/e eo=eo ew=eo/io aeo=eo iu=io io=io iw=io ieu=io yeu=io ieo=io iao=io "
    "iew=io iau=io "
    "yu=io/u oi=oi oy=oi oei=oi oui=oi oai=wai uai=wai oay=wai uay=wai wai=wai way=wai "
    "uao=wao uuu=u oao=wao uyo=ie "
)
FINALS: Final = {"": ("",)} | heard(
    "h= n=n ng=n nh=n ny=n gn=n nn=n l=n r= m=m mm=m t=t c=t ch=t k=t p=t d=t g=t b=t q=t "
    "ck=t s=t th=t tt=t ks=t x=t j=t z=t ts=t kh=t ph=t f=t v= w= ngh=n "
)
"""Ng, n and nh are one at the end, and all stops are: Burmese hears a catch of the breath."""
SILENT_R: Final = re.compile(r"(?<=[aeiouy])r(?=[^aeiouy]|$)")
CHUNK: Final = re.compile(r"([^aeiouy]*)([aeiouy]*)")
SHAPE: Final = re.compile(r"(?P<onset>[^aeiouyw]*)(?P<vowels>[aeiouyw]+)(?P<final>[^aeiouy]*)")


def begun(onset: str, vowels: str, *, is_d_known: bool) -> tuple[tuple[str, str], ...]:
    """Return what the beginning is heard as, each with the vowels left after it."""
    if onset == "g" and vowels[:1] == "i":
        return (("y", vowels[1:] if len(vowels) > 1 and vowels != "ie" else vowels),)
    if onset in {"q", "k", "g", "c"} and len(vowels) > 1 and vowels[0] in "uw":
        is_glide = vowels[1] in "yi" and (onset == "q" or vowels[0] == "w")
        return (("k", vowels[1:] if is_glide else vowels),)
    if onset == "" and len(vowels) > 1 and vowels[0] == "y":
        # Yến begins with the vowel at home, Yung with a consonant abroad.
        return (("", vowels), ("y", vowels)) if vowels[1] == "e" else (("y", vowels[1:]),)
    if onset == "" and len(vowels) > 1 and vowels[0] == "w":
        return (("v", vowels[1:]), ("", vowels))
    if len(vowels) > 1 and vowels[0] == "y" and vowels[1] != "e" and f"{onset}y" in ONSETS:
        onset, vowels = f"{onset}y", vowels[1:]
    if onset == "d" and is_d_known:
        return (("y", vowels),)
    found = ONSETS.get(onset) or ONSETS.get(onset[:2]) or ONSETS.get(onset[:1]) or (onset[:1],)
    return tuple((sound, vowels) for sound in found)


def heard_vowels(vowels: str, final: str) -> tuple[str, ...]:
    """Return what the vowels are heard as."""
    heard = VOWELS.get(vowels)
    if heard is None:
        shorter = (VOWELS.get(vowels[:length]) for length in (3, 2, 1))
        heard = next((sounds for sounds in shorter if sounds), ("u",))
    if final and vowels in {"uy", "ui"}:
        return ("wi", "u")
    return heard


def syllable_sounds(word: str, *, is_d_known: bool) -> tuple[str, ...]:
    shape = SHAPE.fullmatch(SILENT_R.sub("", word))
    if shape is None:
        return foreign_sounds(word)
    final = FINALS.get(shape["final"])
    if final is None:
        return foreign_sounds(word)
    found = (
        f"{onset}-{nucleus}{final[0]}"
        for onset, vowels in begun(shape["onset"], shape["vowels"], is_d_known=is_d_known)
        for nucleus in heard_vowels(vowels, final[0])
    )
    return tuple(dict.fromkeys(found))[:MOST_KEYS]


def foreign_sounds(word: str) -> tuple[str, ...]:
    """Return the one key of a word of several syllables: its consonants, and where vowels stood."""
    heard: list[str] = []
    for onset, vowels in CHUNK.findall(word):
        for letter in re.findall(r"ng|ph|th|ch|sh|kh|nh|.", onset):
            sound = ONSETS.get(letter, (letter,))[0]
            if sound and heard[-1:] != [sound]:
                heard.append(sound)
        if vowels and heard[-1:] != ["."]:
            heard.append(".")
    return ("".join(heard).strip(".") or word[:1] or "-",)


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[str, ...]:
    """Return the sound keys of one word, the likeliest first.

    A word with marks says whether its d is one, and then has fewer keys: pass it as written.
    """
    plain = folded(word).replace(" ", "")[:LONGEST]
    if not plain or not plain.isascii():
        return (plain,) if plain else ()
    kept = toneless(word).replace(" ", "")
    if kept.startswith("đ"):
        return syllable_sounds(f"dd{plain[1:]}", is_d_known=False)
    return syllable_sounds(plain, is_d_known=not kept.isascii() or not word.isascii())
