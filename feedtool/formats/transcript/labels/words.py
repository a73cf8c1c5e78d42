"""Words that stand before a colon in running text and name no speaker, and words of names.

Collected from the labels of published transcripts; all are compared without case and accents.
"""

FALSE_FRIENDS = frozenset(
    """
    note notes nota anmerkung hinweis remarque attention warning caution danger important question
    questions answer answers pregunta respuesta frage antwort example examples beispiel exemple
    ejemplo tip tips hint fact update updates edit correction clarification spoiler disclaimer
    summary abstract description synopsis overview agenda introduction background conclusion
    conclusions takeaway takeaways highlights recap definition title titel subtitle date datum
    duration length runtime time place location language source sources reference references
    resources resource link links url website web email mail phone address tag tags keyword
    keywords category topic topics subject contents chapter chapters section part episode season
    show podcast published recorded author authors written transcript transcripts transcription
    transcribed transcriber translated edited editor produced producer producers hosts guests
    speakers speaker's participants cast credits mentioned sponsor sponsors sponsored advertisement
    support thanks copyright license licence disclosure http https ftp mailto www ps pps nb tldr
    fyi faq eta id aka re cc bcc btw imo imho ok qa psa todo vs version step p.s n.b a.k.a rule
    option idea point reason problem solution result results goal pro pros con cons bonus quote
    claim myth truth hypothesis verdict score rating price cost total figure table appendix listing
    input output returns default usage 他说 她说 注 注意 注释 备注 问题 例如 例 比如 結論 结论 題
    标题 話題 主题
    """.split()
)
"""What looks like a one-word label and is none."""
NUMBERED_HEADS = frozenset(
    """
    act acte appendix bonus chapter day demo episode exercise exhibit fact figure goal item issue
    kapitel lesson level method module month myth number option part phase point principle problem
    question reason round rule scene season section stage step story strategy table take team
    technique teil tip topic trick unit version volume week year
    """.split()
)
"""Words that a number follows in a heading: `Part 2:`."""
SECTIONS = frozenset(
    """
    ad ads advert advertisement applause audio break clip clips commercial cold-open crosstalk
    intro jingle laughter midroll mid-roll music musik musique outro pause postroll post-roll
    preroll pre-roll promo recording silence soundbite sting teaser theme trailer transition
    """.split()
)
"""What stands like a label before something that nobody on the episode says."""
SOUNDS = frozenset("applause break clip crosstalk jingle laughter music musik musique".split())
"""Last words of what is no speaker either: `Theme Music:`, `Audience Laughter:`."""
FUNCTION_WORDS = frozenset(
    """
    a actually after again all also although always an and another any anyway are as at b/c
    basically be because been before being besides both but by can clearly could did do does either
    else especially even eventually every exactly except finally first firstly for fortunately from
    get gets getting give given go goes going got great had has have having he hence her here his
    how however i if in indeed instead into is it its just last lastly later least let lets like
    literally look make makes maybe me mean meaning meanwhile more moreover most my namely never
    next no nor not nothing now obviously of off oh okay on once one only or other otherwise our
    out over perhaps please plus put quick quickly really remember right said same saying says
    second secondly see seriously she should similarly since so some something sometimes still such
    sure take tell than that the their them then there therefore these they thing things think
    third thirdly this those though three through thus to today together tomorrow too two um under
    unfortunately unless until up us use using usually very was watch we well were what whatever
    when where whether which while who whose why with without wonderful would wow yeah yep yes
    yesterday yet you your aber aussi auf aus bei bien dann das dass dem denn deshalb dies diese
    ein eine est et etwa genau hier ich ist ja jetzt mais mit nach nein non nous nur oder oui para
    pero por porque pour que quoi sagt sagte schon sehr sie sind si sondern tout und vous warum
    weil wenn wie wir zu zum zwei y
    """.split()
)
"""Words with which sentences begin; a name seldom holds one."""
PARTICLES = frozenset(
    """
    & + al and af av ap ben bin bint da das de dei del della den der di do dos du e el en ibn la le
    los mac of op ten ter the und van vom von y zu zum zur
    """.split()
)
"""Words of names that need no capital."""
GIVEN_NAMES = frozenset("al ben mac van".split())
"""Particles that are first names, too: `Ben`, before a surname."""
LEADING_PARTICLES = frozenset(
    "al da de del della den der di du el la le ten ter van von zu".split()
)
TITLES = frozenset(
    """
    capt cdr cmdr col dame dr doctor father fr frau gen gov herr hon judge justice lady lord lt
    madam maj miss mr mrs ms mx pastor pfc president prof professor rabbi rep rev reverend sen
    senator sgt sir sister sr sra st
    """.split()
)
SUFFIXES = frozenset("jr sr ii iii iv v phd md esq dds cpa mba jd pe rn obe cbe mbe".split())
ROLES = frozenset(
    """
    speaker guest host cohost co-host caller participant interviewer interviewee moderator narrator
    person panelist panellist respondent questioner student reporter listener voice man woman male
    female sprecher sprecherin spk locuteur hablante orador interlocuteur participante 说话人
    发言人 話者 スピーカー
    """.split()
)
"""Speakers who are only numbered: `Speaker 1`, `SPEAKER_00`."""
NO_NAME_BEFORE = frozenset(
    """
    a about and an as asked at by called for from in is like me my named of on or our said say says
    so tell than that the them this to told was where who with you your
    """.split()
)
"""Words that lead to a name in the middle of a sentence: what follows is no label."""
