"""Words too common to look for, in their folded form. They are flagged, never removed from a text."""

from __future__ import annotations

_WORDS: dict[str, str] = {
    "english": """a about after all also am an and any are as at be because been being but by can could did do
        does doing dont for from get got had has have having he her here hers him his how i if im in into is it its
        just me my myself no nor of on or our ours she should so some such than that the their them then there
        these they this those to too was we were what when where which while who whom why will with would you your
        yours yourself need want""",
    "spanish": """a al algo ante antes asi como con cual cuales cuando cuanto de del desde donde el ella ellas ellos
        en entre era es esa esas ese eso esos esta estan estar estas este esto estos fue ha han hasta hay la las le
        les lo los mas me mi mis muy ni no nos nosotros nuestra nuestro o otra otro para pero por porque puede puedo
        que quien se sea ser si sin sobre son su sus tambien te tengo tiene tu tus u un una unas uno unos usted y ya
        yo hacer debo""",
    "french": """a ai alors au aux avec avez avoir c ce ceci cela ces cet cette ceux ci comme comment d dans de des
        dois donc du elle elles en est et etait etes etre eu fait faire faut il ils j je l la le les leur leurs lui m
        ma mais me mes moi mon n ne nos notre nous on ont ou par pas peut peux plus pour pourquoi puis qu quand que
        quel quelle quelles quels qui quoi s sa sans se sera ses si soi son sont suis sur t ta te tes toi ton tu un
        une vos votre vous y""",
    "arabic": """في من الي علي عن مع هذا هذه ذلك تلك التي الذي الذين او ام ثم ان انا انت هو هي هم نحن كان كانت
        يكون تكون قد لقد لا لم لن ما ماذا متي اين كيف لماذا هل كل بعض غير حتي اذا لو بين عند عندما بعد قبل اي ايه
        و ف ب ل ك كما لكن الا يا به بها له لها فيه فيها منه منها عليه عليها اليه اليها هناك هنا مثل يمكن يجب ليس
        انه انها وهو وهي ومن وفي وعلي وان كنت اعرف""",
    "persian": """و در به از که این ان را با برای است بود باشد شد شده شود می نمی های ها هایی ای تا بر یا هم نیز اما
        اگر چه چگونه چطور چرا کجا کی کدام ایا من تو او ما شما انها انان خود هر همه هیچ یک دو پس پیش بین روی زیر
        باید نباید کند کنند کنید کنم کرد کردن کرده دارد دارید دارم داشت دهد دهید بی جز مگر ولی چون زیرا بشناسم تر
        ترین هستند هستید نیست""",
    "russian": """а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да для до его
        ее если есть еще же за здесь и из или им их к как какая какие каким какой ко когда кто ли либо между меня мне
        мной может можно мой мои моя мы на над надо не него нее нет ни них но ну о об однако он она они оно от очень
        по под при про с свой свои себя со так также такие такой там те тем то того тоже только том ты у уже хотя чего
        чей чем что чтобы чья эта эти это этого этой этот я нужно""",
    "portuguese": """a ao aos aquela aquele as ate com como da das de dela dele deles depois do dos e ela elas ele
        eles em entre era essa esse esta este eu foi ha isso isto ja lhe mais mas me mesmo meu meus minha muito na
        nao nas nem no nos nossa nosso o onde os ou para pela pelo por porque qual quando que quem se sem ser seu
        seus so sua suas tambem te tem ter um uma voce posso fazer""",
    "german": """aber alle als also am an auch auf aus bei bin bis bist da damit das dass dein dem den der des dich
        die dies diese dieser dieses dir doch du durch ein eine einem einen einer eines er es fur hat hatte haben hier
        ich ihm ihn ihr ihre im in ist ja kann kein keine man mein meine mich mir mit muss nach nicht noch nun nur ob
        oder ohne sein seine sich sie sind so soll uber um und uns unser unter vom von vor war was weil wenn wer werden
        wie wir wird wo zu zum zur""",
    "italian": """a ad agli ai al alla alle anche avere c che chi ci come con cosa cui d da dagli dai dal dalla dei
        del della delle di dove e ed era essere gli ha hanno ho i il in io l la le lei lo loro lui ma me mi mia mio
        ne negli nei nel nella no noi non nostro o per perche piu puo quale quando quello questa questo qui se si sia
        sono su sua sul sulla suo ti tra tu tuo un una uno vi voi fare posso""",
    "catalan": """a al als amb aquest aquesta aquests com d de del dels des doncs el ella ells els em en entre es
        esta ets fer ha han hi i jo l la les li lo m mes meu n ni no nosaltres o on pel pels per pero perque puc que
        qui quan quin s sense ser seu si son sobre soc t tambe te tot tu un una uns vaig vosaltres""",
    "indonesian": """ada adalah agar akan anda apa apakah atau bagaimana bagi bahwa bisa dalam dan dapat dari dengan
        di dia harus hanya ini itu jika juga kami kamu kapan karena ke kita lebih mana mengapa mereka oleh pada para
        saat saya sebagai seperti siapa sudah tentang tersebut tidak untuk yang""",
    "turkish": """acaba ama ancak artik bana bazi ben bir biri biz bu cok cunku da daha de degil diye en gibi hem hep
        her icin ile ise iste kadar kim mi mu nasil ne neden nedir nerede niye o olan olarak oldu olur onlar ora sen
        siz su ve veya ya yani icin""",
    "ukrainian": """а або але без би був була були бути в вам вас ви від вона вони воно все всі де для до є за з зі і
        із її їх його й к коли ми мені мій на над не ні них о об он по при про с собі та так також такий там те ти то
        той тому у хто це цей ця ці що щоб я як який""",
    "swahili": """na ya wa kwa ni za la cha vya katika kama hii hiyo hizi hizo huyu huo haya hayo hao yako yangu yake
        yao wao wako wangu wake wetu yetu zako zangu zake kuwa au lakini pia jinsi gani nini nani wapi lini je mimi
        wewe yeye sisi ninyi si kwamba ili baada kabla bila hadi tu sana kila namna vipi nifanye kutoka kwenye ambayo
        ambao ambaye hivyo basi ikiwa""",
    "hindi": """और का की के को में से है हैं था थे थी पर यह वह ये वे एक कि जो तो ही भी ने हो होता कर करना करने लिए
        क्या कैसे क्यों कब कहाँ कौन मैं हम आप मेरा मेरे अपने नहीं या""",
}
_HAN = """
    如何 怎麼辦 怎么办 怎麼 怎么 怎樣 怎样 什麼 什么 甚麼 為什麼 为什么 為何 为何 哪裡 哪里 哪些 是否 可以 應該 应该
    需要 我們 我们 你們 你们 他們 他们 這個 这个 那個 那个 這些 这些 一個 一个 的 了 嗎 吗 呢 吧 我 你 您 他 她 它 是 和
    與 与 及 或 在 把 被 對 对 從 从 也 都 就 很 請 请"""

STOPWORDS: dict[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _WORDS.items()}
# Longest first: 為什麼 is one word, not 什麼 with something before it.
HAN_STOPWORDS: tuple[str, ...] = tuple(sorted(_HAN.split(), key=len, reverse=True))
