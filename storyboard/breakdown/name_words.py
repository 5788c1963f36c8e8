"""What names are made of beside names, in the languages scripts are written in. Data only, in capitals.

Groups and crowds, words for a younger or older self, common nouns and titles, and who somebody is to somebody else.
"""

from __future__ import annotations

import re

from storyboard.breakdown.sentences import word_set


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(";") if phrase.strip())


# Two people at most: whoever spoke last and whoever was with them.
PAIR = _phrases("""
    BOTH; THE TWO; BOTH OF THEM; LES DEUX; TOUS LES DEUX; TOUTES LES DEUX; LOS DOS; LAS DOS; AMBOS; AMBAS; BEIDE; DIE BEIDEN;
    ENTRAMBI; ENTRAMBE; TUTTI E DUE; TUTTE E DUE; I DUE; OS DOIS; AS DUAS; ОБА; ОБЕ; ВДВОЁМ; 两人; 兩人; 二人; 两个人; ふたり; 両人;
    كلاهما; الاثنان; معا; معاً
    """)
EVERYONE = PAIR | _phrases("""
    ALL; EVERYONE; EVERYBODY; TOGETHER; ENSEMBLE; TOUS; TOUTES; TOUS ENSEMBLE; TODOS; TODAS; JUNTOS; ALLE; ALLE ZUSAMMEN; ZUSAMMEN;
    ВСЕ; ВМЕСТЕ; ХОРОМ; TUTTI; TUTTE; INSIEME; 众人; 眾人; 所有人; 大家; 齐声; 全員; 一同; みんな; 皆; الجميع; الكل
    """)
CROWDS = word_set("""
    CROWD AUDIENCE CHORUS VOICES MOB GUESTS NEIGHBORS NEIGHBOURS PASSENGERS CHILDREN KIDS MEN WOMEN PEOPLE SOLDIERS STUDENTS GROUP
    CONGREGATION CREW CHOIR VILLAGERS OTHERS FOULE PUBLIC ENFANTS INVITÉS PASSANTS MULTITUD PÚBLICO GENTE NIÑOS INVITADOS MENGE
    PUBLIKUM KINDER GÄSTE CHOR FOLLA PUBBLICO BAMBINI INVITATI CORO MULTIDÃO CRIANÇAS CONVIDADOS ТОЛПА ДЕТИ ХОР ГОСТИ ЗРИТЕЛИ
    群众 群眾 人群 孩子们 观众 群衆 子供たち 観客 村人たち الحشد الجمهور الأطفال
    """)

AGES = {
    word: age
    for age, words in {
        "young": """YOUNG YOUNGER LITTLE CHILD JEUNE PETIT PETITE JOVEN PEQUEÑO PEQUEÑA NIÑO NIÑA JUNG JUNGE JUNGER JUNGES KLEINE
            KLEINER GIOVANE PICCOLO PICCOLA BAMBINO BAMBINA JOVEM PEQUENO PEQUENA CRIANÇA ЮНЫЙ ЮНАЯ МОЛОДОЙ МОЛОДАЯ МАЛЕНЬКИЙ
            МАЛЕНЬКАЯ الصغير الصغيرة الشاب الشابة الطفل الطفلة""",
        "teen": "TEEN TEENAGE TEENAGED ADOLESCENT ADOLESCENTE",
        "baby": "BABY BÉBÉ BEBÉ",
        "old": """OLD OLDER ELDERLY VIEUX VIEILLE VIEJO VIEJA ANCIANO ANCIANA ALTE ALTER VECCHIO VECCHIA ANZIANO ANZIANA VELHO VELHA
            СТАРЫЙ СТАРАЯ ПОЖИЛОЙ ПОЖИЛАЯ العجوز المسن المسنة""",
        "adult": "ADULT ADULTE ADULTO ADULTA ERWACHSENE ERWACHSENER ВЗРОСЛЫЙ ВЗРОСЛАЯ",
        "future": "FUTURE FUTUR FUTURO FUTURA",
        "ghost": "GHOST",
    }.items()
    for word in words.split()
}
# Scripts that write without spaces put them right before the name.
JOINED_AGES = re.compile(
    r"(?P<young>年轻的?|年輕的?|年幼的?|小时候的?|少年的?|童年的?|幼年的?|小|幼い|若い|若き(?:日の)?|子供(?:時代)?の|少女(?:時代の)?|少年(?:時代の)?|幼少期の)"
    r"|(?P<old>年老的|老年的?|老いた|老|年老いた|晩年の)"
)

GENERIC = word_set("""
    MAN WOMAN GIRL BOY LADY GUY KID CHILD BABY GUARD COP OFFICER DRIVER WAITER WAITRESS NURSE DOCTOR SOLDIER TEACHER STUDENT CLERK
    AGENT DETECTIVE CAPTAIN SERGEANT LIEUTENANT INSPECTOR PROFESSOR DR MR MRS MS MISS SIR MADAME MONSIEUR JUDGE KING QUEEN PRINCE
    PRINCESS UNCLE AUNT MOTHER FATHER MOM DAD SON DAUGHTER BROTHER SISTER GRANDMA GRANDPA THE A AN OF AND NEIGHBOR NEIGHBOUR
    STRANGER VOICE FIGURE PERSON BARTENDER RECEPTIONIST REPORTER ANNOUNCER NARRATOR PRIEST NUN OPERATOR PILOT
    LE LA LES L UN UNE DE DU DES ET HOMME FEMME FILLE GARÇON ENFANT DAME MADEMOISELLE COMMISSAIRE DOCTEUR INSPECTEUR CAPITAINE AGENTE
    SERVEUR SERVEUSE INFIRMIÈRE VOIX
    EL LOS LAS UNA DEL Y HOMBRE MUJER NIÑO NIÑA CHICO CHICA SEÑOR SEÑORA SEÑORITA DOÑA DON COMISARIO DOCTOR DOCTORA CAPITÁN CAMARERO
    CAMARERA ENFERMERA VOZ
    DER DIE DAS DEM DEN VON UND EIN EINE HERR FRAU FRÄULEIN MANN JUNGE MÄDCHEN KIND KOMMISSAR KAPITÄN ARZT ÄRZTIN KELLNER KELLNERIN
    STIMME
    IL LO GLI I UNO DI DA E UOMO DONNA RAGAZZO RAGAZZA BAMBINO BAMBINA SIGNOR SIGNORE SIGNORA SIGNORINA COMMISSARIO DOTTORE
    DOTTORESSA CAPITANO CAMERIERE CAMERIERA VOCE
    O OS AS UM UMA DO HOMEM MULHER MENINO MENINA SENHOR SENHORA RAPAZ MOÇA GARÇOM DELEGADO
    И МУЖЧИНА ЖЕНЩИНА ЧЕЛОВЕК ДЕВУШКА ПАРЕНЬ МАЛЬЧИК ДЕВОЧКА СТАРИК СТАРУХА ГОСПОДИН ГОСПОЖА ДОКТОР ДИКТОР КАПИТАН МАЙОР ОФИЦИАНТ
    ОФИЦИАНТКА ГОЛОС ВРАЧ
    男人 女人 男孩 女孩 男子 女子 孩子 人 男 女 子 先生 小姐 少年 少女 老人 老师 医生 警察 店员
    رجل امرأة فتاة ولد طفل طفلة شاب
    """)
ARTICLES = word_set("THE A AN LE LA LES L' EL LOS LAS DER DIE DAS IL LO GLI I O OS AS")

KIN = word_set("""
    MOTHER MOM MUM FATHER DAD SON DAUGHTER BROTHER SISTER WIFE HUSBAND AUNT UNCLE GRANDMOTHER GRANDMA GRANDFATHER GRANDPA COUSIN
    FRIEND BOYFRIEND GIRLFRIEND NEIGHBOR NEIGHBOUR BOSS TEACHER LAWYER
    MÈRE MAMAN PÈRE PAPA FILS FILLE FRÈRE SŒUR SOEUR FEMME MARI TANTE ONCLE AMI AMIE VOISIN VOISINE PATRON PATRONNE COUSINE
    MADRE MAMÁ PADRE PAPÁ HIJO HIJA HERMANO HERMANA ESPOSO ESPOSA MARIDO MUJER TÍA TÍO ABUELA ABUELO PRIMO PRIMA AMIGO AMIGA VECINO
    VECINA JEFE JEFA
    MUTTER MAMA VATER SOHN TOCHTER BRUDER SCHWESTER FRAU MANN GROSSMUTTER OMA GROSSVATER OPA ONKEL FREUND FREUNDIN NACHBAR NACHBARIN
    CHEF CHEFIN GROẞMUTTER GROẞVATER
    MAMMA PAPÀ BABBO FIGLIO FIGLIA FRATELLO SORELLA MOGLIE MARITO NONNA NONNO ZIA ZIO CUGINO CUGINA AMICO AMICA VICINO VICINA CAPO
    MÃE PAI FILHO FILHA IRMÃO IRMÃ AVÓ AVÔ TIA TIO VIZINHO VIZINHA
    МАТЬ МАМА ОТЕЦ ПАПА СЫН ДОЧЬ БРАТ СЕСТРА ЖЕНА МУЖ БАБУШКА ДЕДУШКА ДЕД ТЁТЯ ДЯДЯ ДРУГ ПОДРУГА СОСЕД СОСЕДКА
    أم والدة أب أبو والد أخ أخو أخت ابن ابنة بنت زوج زوجة جد جدة عم عمة خال خالة صديق صديقة
    """)
_OF = frozenset(("DE", "DI", "DA", "DO", "DU", "DEL", "DELLA", "DELL", "VON", "OF", "DES"))


def is_relation(folded: str) -> bool:
    """Whether a name says whose mother, friend or boss somebody is: ``MARA'S MOTHER``, ``LA MÈRE DE MARA``, ``МАТЬ АННЫ``."""
    if "'S " in folded or "S' " in folded:
        return True
    words = folded.replace("'", "' ").split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    if len(words) < 2 or KIN.isdisjoint(words):
        return False
    if words[0] in KIN and (words[1] in _OF or words[1] == "D'"):
        return True
    if words[0] in KIN and _is_case_or_construct(words[0]):
        return True
    return len(words) == 2 and words[1] in KIN and words[0].endswith("S") and words[1] not in ARTICLES


def _is_case_or_construct(word: str) -> bool:
    """Russian and Arabic put the one it is about right behind, without a word between."""
    return 0x400 <= ord(word[0]) <= 0x52F or 0x600 <= ord(word[0]) <= 0x6FF
