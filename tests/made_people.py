"""Names, subjects and words of which the tests make shows of many episodes, each unlike the others.

The rules look for names, titles and introductions that resemble each other: what is made here
does not, so that every finding in a made show is one that was planted.
"""

FIRST = (
    "Adaeze Bogdan Chiara Dmitri Eleni Farouk Gudrun Hiroshi Imani Jorge Katalin Lwazi Marguerite "
    "Nikhil Oyelaran Petronella Quentin Rosalind Sibusiso Tatiana Ulrich Valentina Wojciech Ximena "
    "Yevgenia Zoltan Anneliese Bartholomew Consuelo Dragomir Esperanza Fitzgerald Guillermo "
    "Henrietta Ignacio Jacqueline Kwabena Leopold Mathilde Nokuthula Octavio Philippa"
).split()
LAST = (
    "Abernathy Brzezinski Castellano Dlamini Eriksson Fujimoto Gutenberg Hakimzadeh Ilyushin "
    "Jankowski Kowalczyk Lindqvist Mbeki Nakagawa Oppenheimer Papadakis Quispe Rasmussen Schneider "
    "Takahashi Umarov Villanueva Westergaard Xanthos Yamaguchi Zimmermann Achterberg Bhattacharya "
    "Chukwuemeka Desrosiers Ekwueme Fitzpatrick Grigoryan Hovhannisyan Iglesias Jorgensen "
    "Kristjansson Lefebvre Montgomery Nwosu Ostrowski"
).split()
SUBJECTS = (
    "sourdough bakeries",
    "glacier maps",
    "violin repair",
    "night trains",
    "coral nurseries",
    "prison libraries",
    "lighthouse lenses",
    "beekeeping on roofs",
    "forged paintings",
    "desert wells",
    "puppet theatres",
    "volcano alarms",
    "handmade globes",
    "ferry timetables",
    "salt mines",
    "sign languages",
    "bamboo bicycles",
    "opera subtitles",
    "moss gardens",
    "chess prodigies",
    "tidal mills",
    "wartime recipes",
    "whale songs",
    "clock towers",
    "street markets",
    "paper money",
    "mountain rescue",
    "radio dramas",
    "seed vaults",
    "typewriter ribbons",
    "canal boats",
    "meteor showers",
    "cheese caves",
    "village dialects",
    "tower cranes",
    "wooden skates",
    "fossil hunters",
)
ANGLES = (
    "what an apprentice learns in the first winter",
    "a machine that refused to stop",
    "how three strangers started a cooperative",
    "money that never arrived",
    "the law nobody wanted to read",
    "a letter from the other side of the ocean",
    "counting what cannot be seen",
    "the smell of a good workshop",
    "a mistake that saved the season",
    "why the best tools are borrowed",
    "growing old in a young trade",
    "a rumour and its consequences",
    "the long silence after the flood",
    "teaching children to argue",
    "one photograph in a drawer",
    "a bridge between two quarrels",
    "the comfort of exact numbers",
    "how to leave at the right moment",
    "an invention without an owner",
    "the map that was drawn backwards",
    "sleeping beside the furnace",
    "a promise made over soup",
    "hands that remember more than heads",
    "the committee of seven cousins",
    "losing the key and keeping the door",
    "what the inspectors overlooked",
    "music for an empty hall",
    "a debt repaid in apples",
    "the year without customers",
    "how rain became an ally",
    "two rivals under one umbrella",
    "the patience of slow chemistry",
    "answers found in a rubbish heap",
    "a quiet strike and a loud victory",
    "borrowed words and stolen melodies",
    "the museum that nobody visits",
    "measuring distance with songs",
    "a dog who knew the timetable",
    "winter light and summer prices",
    "the bill that was paid twice",
    "going back to the first sketch",
)


def guest_of(number: int) -> str:
    """Name the guest of an episode; the first 1,700 differ."""
    return f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"


def subject_of(number: int) -> str:
    """Say in two or three words what an episode is about."""
    return SUBJECTS[number % len(SUBJECTS)]


def angle_of(number: int) -> str:
    """Say in half a sentence what is told about it."""
    return ANGLES[number % len(ANGLES)]
