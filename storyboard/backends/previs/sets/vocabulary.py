"""What places are called, in the languages scripts are written in.

`SPELT` are words in letters: whole words, or beginnings where a ``*`` stands; English, French, Spanish, German,
Italian, Portuguese and Russian in this order. `SIGNS` are looked for anywhere in a name: Chinese, Japanese, Korean,
Arabic, Hebrew and Hindi are written without spaces or with articles and endings grown on.
"""

from __future__ import annotations

SPELT: dict[str, str] = {
    "lamp room": "lamp room|lantern room|lantern|light room|top of the (tower|lighthouse)",
    "lighthouse": "lighthouse|light ?house|phare|faro|leuchtturm|farol|маяк*",
    "cliff": "cliff*|headland|bluff|promontory|falaise*|acantilado|klippe*|scogliera|penhasco|утёс|утес|скал[аыеу]",
    "house": (
        "front (yard|porch|garden)|porch|doorstep|farmhouse|manor|mansion|villa|bungalow|trailer park"
        "|suburb*|veranda*|driveway|perron|vorgarten|veranda|крыльц*"
    ),
    "living": (
        "living|living ?room|lounge|apartment|flat|house|home|cabin|cottage|parlou?r|sitting room|den"
        "|penthouse|condo|salon|séjour|appartement|maison|salón|sala de estar|casa|piso|apartamento|departamento"
        "|wohnzimmer|wohnung|haus|soggiorno|salotto|sala|appartamento|гостин(ая|ой|ую)*|квартир*|дом|доме|дома|изба"
    ),
    "bedroom": (
        "bed ?room|hotel room|hotel|motel|motel room|nursery|dorm|dormitory|dorm room|inn|guest ?room"
        "|chambre|hôtel|dormitorio|habitación|recámara|alcoba|schlafzimmer|kinderzimmer|hotelzimmer|camera da letto"
        "|camera d'albergo|camera|albergo|quarto|quarto de hotel|спальн*|гостиниц*|отел*"
    ),
    "kitchen": "kitchen|kitchenette|pantry|galley|scullery|cuisine|cocina|küche|wohnküche|cucina|cozinha|кухн*",
    "bathroom": (
        "bath ?room|bath|toilets?|lavatory|loo|wash ?room|rest ?room|men's room|ladies' room"
        "|women's room|shower|shower room|locker room|salle de bains?|toilettes|douche|baño|cuarto de baño|aseo"
        "|ducha|badezimmer|bad|toilette|bagno|doccia|banheiro|casa de banho|ванн*|туалет*|душ"
    ),
    "civic": (
        "museum|court ?house|town hall|city hall|parliament|bank|musée|hôtel de ville|mairie|museo|ayuntamiento"
        "|rathaus|municipio|museu|prefeitura|музе*|ратуш*"
    ),
    "office": (
        "office|offices|precinct|studio|lab|laborator*|newsroom|study|police station|police headquarters"
        "|headquarters|hq|boardroom|meeting room|conference room|control room|bureau|commissariat|oficina|despacho"
        "|comisaría|büro|arbeitszimmer|ufficio|questura|escritório|gabinete|delegacia|офис*|кабинет*|контор*"
        "|полицейск(ий|ого|ом) участ*"
    ),
    "school": (
        "classroom|school|lecture hall|lecture theat(re|er)|schoolroom|university|college|école|lycée"
        "|collège|salle de classe|escuela|colegio|aula|salón de clases|schule|klassenzimmer|klassenraum|hörsaal"
        "|scuola|classe|escola|sala de aula|школ*|класс|классе|аудитори*"
    ),
    "library": "library|archives?|bibliothèque|biblioteca|bibliothek|bücherei|библиотек*",
    "corridor": (
        "corridors?|hall|hallway|passage|passageway|tunnel|lobby|foyer|vestibule|subway tunnel|couloir"
        "|entrée|pasillo|vestíbulo|túnel|flur|gang|korridor|hausflur|corridoio|atrio|galleria|corredor|saguão"
        "|коридор*|прихож*|вестибюл*|тоннел*|холл"
    ),
    "stairs": (
        "stairs?|staircase|stairway|stairwell|steps|landing|escaliers?|cage d'escalier|escaleras?|treppe*"
        "|stiegenhaus|scala|scale|scalinata|escadas?|escadaria|лестни*"
    ),
    "cafe": (
        "caf[eé]s?|diner|restaurant|bistro|canteen|cafeteria|tea ?room|coffee ?house|dining (room|hall)"
        "|dining car|mess hall|pizzeria|officers'? mess|officer's mess|mess|bistrot|brasserie|cafetería|restaurante"
        "|comedor|speisesaal|caffè|ristorante|trattoria|mensa|refeitório|кафе|ресторан*|столов(ая|ой|ую)"
    ),
    "bar": (
        "bar|pub|tavern|saloon|night ?club|club|taproom|speakeasy|taverne|cantina|taberna|kneipe|gaststätte"
        "|wirtshaus|osteria|bettola|boteco|taverna|бар|баре|трактир*|кабак*|паб"
    ),
    "shop": (
        "shop|shops|store|bakery|super ?market|grocery|grocer's|market|pharmacy|drugstore|book ?shop"
        "|book ?store|boutique|mall|barber*|butcher's|magasin|boulangerie|épicerie|librairie|pharmacie|supermarché"
        "|tienda|panadería|farmacia|librería|supermercado|mercado|laden|geschäft|bäckerei|apotheke|supermarkt"
        "|negozio|bottega|panificio|libreria|supermercato|mercato|loja|padaria|mercearia|livraria|магазин*|лавк*"
        "|аптек*|супермаркет*|рынок|рынке"
    ),
    "hospital": (
        "hospitals?|clinic|ward|infirmary|surgery|operating (room|theat(re|er))|emergency room|hôpital"
        "|clinique|infirmerie|clínica|enfermería|krankenhaus|krankenzimmer|klinik|ospedale|clinica|infermeria"
        "|enfermaria|больни*|госпитал*|палат[аеуы]|клиник*"
    ),
    "prison": (
        "prison|prison cell|jail|jail cell|jailhouse|cell|cell block|dungeon|holding cell"
        "|interrogation room|cachot|cellule|cárcel|prisión|celda|calabozo|gefängnis|zelle|kerker|prigione|carcere"
        "|cella|prisão|cadeia|cela|тюрьм*|тюремн*|камер[аеуы]|темниц*"
    ),
    "warehouse": (
        "ware ?house|factory|hangar|barn|garage|parking garage|underground car park|storage|storeroom"
        "|depot|mill|stable|stables|shed|attic|basement|cellar|entrepôt|usine|grange|cave|sous-sol|grenier|almacén"
        "|fábrica|granero|garaje|sótano|desván|lagerhalle|lager|lagerhaus|fabrik|scheune|keller|dachboden|magazzino"
        "|fabbrica|fienile|capannone|cantina (buia|umida)|armazém|galpão|celeiro|porão|склад*|завод*|фабрик*"
        "|сара[йе]|амбар*|гараж*|подвал*|чердак*|ангар*"
    ),
    "church": (
        "church|chapel|cathedral|nave|abbey|monastery|église|cathédrale|chapelle|iglesia|catedral|capilla"
        "|kirche|kapelle|dom|kathedrale|chiesa|cattedrale|duomo|cappella|igreja|capela|церк*|собор*|храм*|часовн*"
    ),
    "station": (
        "(train|railway|rail|railroad|subway|underground|metro|tube|bus|coach) station|station|platform"
        "|railway platform|terminal|gare|quai de gare|station de métro|estación|andén|bahnhof|bahnsteig|hauptbahnhof"
        "|stazione|binario|estação|plataforma|вокзал*|станци*|перрон*|платформ*"
    ),
    "carriage": (
        "carriage|(train|subway|dining|sleeping|tube|railway|metro) (car|carriage|compartment)|train"
        "|tram|streetcar|bus|school bus|compartment|coach|subway|métro|wagon|train de nuit|tren|tranvía|vagón"
        "|autobús|zug|zugabteil|abteil|straßenbahn|u-bahn|s-bahn|treno|vagone|carrozza|autobus|scompartimento|trem"
        "|bonde|metrô|ônibus|vagão|поезд*|вагон*|трамва*|метро|купе|автобус*|электричк*"
    ),
    "car": (
        "cars?|taxi|cab|truck|van|vehicle|limousine|limo|minivan|pickup|pick-up|jeep|lorry|suv|ambulance"
        "|police car|squad car|voiture|auto|camion|habitacle|coche|automóvil|carro|camión|camioneta|wagen|lkw"
        "|lastwagen|macchina|automobile|furgone|caminhão|машин*|автомобил*|салон авто*|грузовик*|такси"
    ),
    "plane": (
        "(air)?planes?|aeroplane|aircraft|airliner|jet|private jet|cockpit|airplane cabin|plane cabin|avion"
        "|avión|flugzeug|flieger|aereo|aeroplano|avião|самолёт*|самолет*"
    ),
    "stage": (
        "stage|theat(re|er)|theat(re|er) stage|auditorium|concert hall|opera|opera house|backstage"
        "|playhouse|circus|scène|théâtre|escenario|teatro|bühne|theater|palcoscenico|palco|сцен[аеуы]|театр*"
    ),
    "space": (
        r"outer space|deep space|(?<!\w )space|orbit|cosmos|asteroid( field)?|espace|espacio|weltraum"
        "|weltall|spazio|espaço|космос*|орбит*"
    ),
    "spaceship": (
        "space ?ship|space ?station|space ?craft|star ?ship|shuttle|bridge of the (ship|starship)"
        "|escape pod|airlock|vaisseau( spatial)?|nave espacial|raumschiff|raumstation|astronave|estação espacial"
        "|estación espacial|космическ(ий|ом|ого) корабл*|звездолёт*|звездолет*"
    ),
    "abstract": (
        "abstract|void|limbo|nothingness|white space|black space|blackness|darkness|dream ?scape"
        "|white room|black room|green screen|le vide|vacío|leere|vuoto|vazio|пустот*|темнот*"
    ),
    "street": (
        "streets?|city|town|sidewalk|pavement|avenue|square|boulevard|bridge|parking|parking lot"
        "|(car|lorry) park|village|kiosk|corner|cross(ing|roads)|intersection|plaza|courtyard|building|cinema"
        "|airport|neighbou?rhood|downtown|kerb|curb|bazaar|(bus|tram|taxi) (stop|stand|rank)|stop|gas station"
        "|petrol station|rue|trottoir|ville|quartier|pont|arrêt d*|calle|avenida|ciudad|puente|parada de*|straße*"
        "|strasse|stadt|marktplatz|platz|brücke|haltestelle|strada|città|piazza|via|ponte|fermata|rua|cidade|praça"
        "|улиц*|город|городе|города|площад*|тротуар*|мост|мосту|остановк*|двор|дворе"
    ),
    "alley": (
        "alley|alleyway|back ?street|back alley|lane|ruelle|callejón|gasse|hintergasse|vicolo|beco|viela"
        "|переул*|подворотн*"
    ),
    "rooftop": (
        "roof|roofs|roof ?tops?|roof terrace|roof garden|toits?|toiture|azotea|tejado|tejados|terraza"
        "|dach|dachterrasse|dächer|tetto|tetti|terrazza|telhado|terraço|крыш*"
    ),
    "forest": (
        "forests?|woods?|jungle|grove|trail|woodland|rain ?forest|thicket|clearing|forêt|bois|sous-bois"
        "|clairière|bosque|selva|jungla|wald|waldrand|waldlichtung|forst|dschungel|foresta|bosco|giungla|floresta"
        "|mata|лес|лесу|леса|лесо*|рощ[аеу]|чащ[аеу]|джунгл*|тайг[аеу]"
    ),
    "park": (
        "park|playground|parc|jardin public|aire de jeux|parque|stadtpark|spielplatz|parco|giardini pubblici"
        "|pracinha|парк|парке|сквер*"
    ),
    "garden": (
        "gardens?|orchard|back ?yard|yard|green ?house|cemetery|graveyard|churchyard|vineyard|jardin"
        "|verger|cimetière|jardín|patio|huerto|cementerio|garten|hinterhof|friedhof|obstgarten|giardino|cortile"
        "|cimitero|frutteto|jardim|quintal|cemitério|pomar|сад|саду|огород*|кладбищ*"
    ),
    "field": (
        "fields?|meadow|plains?|hills?|hillside|farm|roads?|roadside|highway|freeway|motorway|moor|prairie"
        "|countryside|pasture|steppe|swamp|marsh|battlefield|campsite|champs?|route|autoroute|colline|campagne|ferme"
        "|campo|pradera|carretera|camino|colina|granja|feld|acker|wiese|landstraße|autobahn|hügel|bauernhof|prato"
        "|autostrada|collina|campagna|fattoria|estrada|rodovia|pasto|fazenda|поле|полях|луг|лугу|дорог*|шоссе|холм*"
        "|степ[ьи]|деревн*"
    ),
    "desert": (
        "deserts?|dunes?|badlands?|wasteland|sahara|oasis|désert|desierto|dunas?|wüste|düne*|deserto|пустын*|дюн*"
    ),
    "beach": (
        "beach|seashore|shore|shoreline|sea|seaside|ocean|coast|pier|jetty|island|bay|cove|lake|lakeside"
        "|river|riverbank|waterfront|plage|mer|océan|rivage|île|lac|rivière|playa|mar|océano|orilla|isla|lago|río"
        "|strand|meer|ozean|ufer|insel|see|küste|spiaggia|mare|oceano|isola|riva|fiume|praia|ilha|costa|rio|пляж*"
        "|берег*|море|моря|океан*|остров*|озер*|рек[аеиу]"
    ),
    "boat": (
        "(row(ing)?|sail(ing)?|fishing|motor|speed|life)? ?boats?|ship|yacht|raft|ferry|canoe|dinghy|deck"
        "|gondola|trawler|bateau|barque|navire|voilier|pont du bateau|barco|barca|lancha|buque|velero|boot|ruderboot"
        "|fischerboot|schiff|fähre|nave|traghetto|navio|jangada|лодк*|корабл*|катер*|палуб*"
    ),
    "harbour": (
        "harbou?r|docks?|dockside|quay|quayside|wharf|marina|port|puerto|muelle|hafen|kai|porto|molo|cais"
        "|порт|порту|причал*|пристан*"
    ),
    "mountain": (
        "mountains?|mountain ?side|mountain ?top|summit|peaks?|alpine|alps|glacier|ridge|fells?|montagne"
        "|sommet|col|montaña|cumbre|sierra|gebirge|berg|berge|gipfel|alm|montagna|cima|vetta|montanha|serra"
        "|гор[аыеу]|вершин*|перевал*"
    ),
}

SIGNS: dict[str, str] = {
    "lamp room": "灯室|燈室",
    "lighthouse": "灯塔|燈塔|등대|منارة|מגדלור|प्रकाशस्तंभ",
    "cliff": "悬崖|懸崖|崖|절벽|جرف|צוק|चट्टान",
    "house": "门口|門口|玄関先|현관 앞",
    "living": (
        "客厅|客廳|公寓|家里|家中|居間|リビング|アパート|거실|아파트|집|غرفة المعيشة|غرفة الجلوس|صالة|شقة|منزل|بيت|סלון|דירה|בית"
        "|बैठक|घर|मकान|अपार्टमेंट"
    ),
    "bedroom": "卧室|臥室|寝室|ベッドルーム|旅馆|酒店|ホテル|旅館|침실|호텔|모텔|غرفة نوم|غرفة النوم|فندق|חדר שינה|מלון|शयनकक्ष|बेडरूम|होटल",
    "kitchen": "厨房|廚房|台所|キッチン|부엌|주방|مطبخ|מטבח|रसोई|किचन",
    "bathroom": "浴室|卫生间|衛生間|厕所|廁所|洗手间|風呂|トイレ|洗面所|욕실|화장실|حمام|מקלחת|שירותים|אמבטיה|स्नानघर|बाथरूम|शौचालय",
    "civic": "博物馆|博物館|市政厅|法院|市役所|박물관|시청|법원|متحف|מוזיאון|संग्रहालय",
    "office": "办公室|辦公室|警察局|派出所|オフィス|事務所|警察署|사무실|경찰서|مكتب|مركز الشرطة|משרד|תחנת משטרה|दफ़्तर|दफ्तर|कार्यालय|थाना",
    "school": "学校|學校|教室|학교|교실|مدرسة|فصل|صف دراسي|בית ספר|כיתה|स्कूल|कक्षा|विद्यालय",
    "library": "图书馆|圖書館|図書館|도서관|مكتبة|ספרייה|ספריה|पुस्तकालय",
    "corridor": "走廊|走道|過道|过道|廊下|大厅|隧道|복도|로비|터널|ممر|رواق|מסדרון|לובי|מנהרה|गलियारा|गलियारे",
    "stairs": "楼梯|樓梯|階段|계단|درج|سلم|מדרגות|חדר מדרגות|सीढ़ी|सीढ़ियाँ|सीढ़ियां",
    "cafe": "咖啡店|咖啡|喫茶店|餐厅|餐廳|饭馆|饭店|茶馆|カフェ|喫茶|食堂|レストラン|카페|식당|레스토랑|커피숍|مقهى|مطعم|בית קפה|מסעדה|कैफ़े|कैफे|रेस्तरां|ढाबा",
    "bar": r"酒吧|居酒屋|バー|술집|바에서|حانة|בר\b|פאב|शराबखाना|मयखाना",
    "shop": (
        "商店|店铺|店鋪|超市|书店|書店|薬局|市场|スーパー|市場|店|가게|상점|마트|시장|서점|متجر|دكان|صيدلية|سوق|חנות|סופרמרקט|שוק|दुकान"
        "|बाज़ार"
    ),
    "hospital": "医院|醫院|病房|病院|病室|診療|诊所|병원|병실|مستشفى|عيادة|בית חולים|בית החולים|מרפאה|अस्पताल|क्लिनिक",
    "prison": "监狱|監獄|牢房|刑務所|独房|감옥|교도소|감방|سجن|زنزانة|כלא|תא מעצר|जेल|कारागार",
    "warehouse": (
        "仓库|倉庫|工厂|工廠|車庫|车库|工場|地下室|阁楼|창고|공장|차고|지하실|مستودع|مخزن|مصنع|قبو|מחסן|מפעל|מרתף|गोदाम|कारखाना"
        "|तहखाना"
    ),
    "church": "教堂|教会|教會|聖堂|교회|성당|كنيسة|כנסייה|כנסיה|गिरजाघर|चर्च",
    "station": r"电车站|地铁站|火车站|车站|車站|站台|月台|駅|ホーム|역\b|기차역|지하철역|플랫폼|محطة|תחנת רכבת|תחנה|רציף|स्टेशन|प्लेटफ़ॉर्म",
    "carriage": (
        "火车|火車|列车|列車|电车|電車|地铁|地鐵|公交车|公车|巴士|バス|기차|열차|지하철|버스|قطار|ترام|حافلة|רכבת|אוטובוס|रेलगाड़ी|ट्रेन"
        r"|बस\b"
    ),
    "car": (
        r"汽车|汽車|轿车|车里|车内|车上|出租车|車内|車の中|车|車|자동차|차 안|차안|택시|트럭|سيارة|شاحنة|מכונית|רכב|משאית|कार\b|गाड़ी|टैक्सी"
        "|ट्रक"
    ),
    "plane": "飞机|飛機|机舱|飛行機|機内|비행기|طائرة|מטוס|विमान|हवाई जहाज",
    "stage": "舞台|剧场|劇場|剧院|무대|극장|مسرح|במה|תיאטרון|मंच|रंगमंच",
    "space": "太空|宇宙空間|宇宙|우주|الفضاء|חלל|अंतरिक्ष",
    "spaceship": "飞船|太空船|宇宙船|우주선|سفينة فضاء|مركبة فضائية|חללית|अंतरिक्ष यान|अंतरिक्षयान",
    "abstract": r"虚空|虛空|虚無|暗闇|공허|어둠 속|فراغ|ריק\b|शून्य",
    "street": (
        r"街|胡同|城市|路口|通り|町|公交站|バス停|广场|廣場|桥上|거리|길거리|도로변|도시|광장|정류장|골목길|شارع|مدينة|ميدان|جسر|רחוב|עיר\b|כיכר"
        "|सड़क|गली|शहर|चौक"
    ),
    "alley": "小巷|巷子|巷|路地|골목|زقاق|סמטה|तंग गली",
    "rooftop": r"屋顶|屋頂|天台|楼顶|屋上|옥상|지붕|سطح|גג\b|छत",
    "forest": r"森林|树林|樹林|丛林|森|林|숲|밀림|정글|غابة|יער|ג'ונגל|जंगल|वन\b",
    "park": "公园|公園|공원|놀이터|حديقة عامة|متنزه|פארק|पार्क|उद्यान",
    "garden": "花园|花園|院子|庭|墓地|정원|마당|묘지|حديقة|مقبرة|גינה|בית קברות|חצר|बगीचा|बाग|कब्रिस्तान|आंगन",
    "field": "田野|田地|草原|公路|马路|道路|小路|农场|野原|畑|道|들판|밭|시골길|도로|농장|حقل|طريق|مزرعة|שדה|כביש|חווה|खेत|मैदान|राजमार्ग",
    "desert": "沙漠|砂漠|사막|صحراء|מדבר|रेगिस्तान",
    "beach": (
        "沙滩|沙灘|海滩|海灘|海边|海邊|海岸|海辺|浜|ビーチ|大海|海上|海洋|海|湖|河边|해변|바닷가|바다|호수|강가|شاطئ|ساحل|بحر|محيط|חוף|הים|אגם"
        "|समुद्र|तट|झील|नदी"
    ),
    "boat": "船|舟|ボート|배 위|갑판|보트|قارب|سفينة|סירה|ספינה|אונייה|नाव|जहाज़",
    "harbour": "港口|港|码头|碼頭|항구|부두|ميناء|مرفأ|נמל|बंदरगाह",
    "mountain": r"山坡|山顶|山頂|雪山|山道|山\b|산길|산꼭대기|산\b|جبل|הר\b|פסגה|पहाड़|पर्वत",
}
