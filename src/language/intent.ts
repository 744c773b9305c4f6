import { groupsNamed } from './groups.ts'
import type { Reading } from './reading.ts'

/** What the asker wants. `guard` is decided before, on the raw text. */
export type Intent = 'verdict' | 'compare' | 'list' | 'lookup' | 'refuse' | 'help' | 'other'

const evasion: readonly RegExp[] = [
  /\b(?:get|slip|push|sneak|run)\b[^.?!]{0,40}\bpast\b[^.?!]{0,20}\b(?:DDTC|BIS|customs|state|compliance|counsel|legal|the (?:government|checks?|reviewers?|inspectors?|auditors?|feds))\b/i,
  /\bskip(?:ping)?\b[^.?!]{0,16}\b(?:checks?|screening|reviews?|licen[sc]\w*|approval|compliance|counsel)\b/i,
  /\bso (?:that )?(?:it|this|they|we)\b[^.?!]{0,12}\b(?:isn'?t|is not|aren'?t|doesn'?t count|won'?t count|is no longer|doesn'?t become|never becomes?)\b[^.?!]{0,16}\b(?:exports?|controlled|licen[sc]\w*|ITAR|MT|reportable)\b/i,
  /\bmake\b[^.?!]{0,16}\blook (?:legal|legit|clean|like|ok|okay|fine|innocent|civil|harmless|domestic)\b/i,
  /\b(?:from|without|before)\b[^.?!]{0,12}\b(?:noticing|realizing|realising|spotting|catching|flagging|detecting)\b/i,
  /\b(?:leave|leaving)\b[^.?!]{0,40}\b(?:blank|empty|vague|off the form)\b/i,
  /\b(?:dodge|duck|game|cheat|fool|beat|evade)\b[^.?!]{0,30}\b(?:line|limit|threshold|rule|system|test|form|cutoff|cut-off)\b/i,
  /\b(?:rewrite|edit|alter|doctor|change|adjust|modify|tune|fix|redo)\b[^.?!]{0,30}\b(?:spec\w*|data ?sheet|brochure|drawing|certificate|form|statement|label)\b[^.?!]{0,60}\b(?:comes? out|so (?:that )?(?:the|it)|reads?|shows?|says?|stays?|instead|there)\b/i,
  /\b(?:what else should (?:we|i) (?:omit|leave out|hide)|without rules|no rules mode|jailbreak)\b/i,
  /\b(?:send|ship|export|declare|invoice|enter|book|write|put)\b[^.?!]{0,40}\bas (?:an? |some )?["'“‘][^"'”’]{2,40}["'”’]/i,
  /\b(?:take|get|leave|drop|knock|wipe)\b[^.?!]{0,20}\b(?:MT|ITAR|export|SME)\b[^.?!]{0,16}\b(?:flag|mark|label|designation|stamp)\b[^.?!]{0,16}\b(?:off|out|away)\b/i,
  /\b(?:keep|leave)\b[^.?!]{0,50}\b(?:off|out of|away from)\b[^.?!]{0,30}\b(?:application|paperwork|forms?|records?|licen[sc]e|books|documents?|invoice|emails?|compliance|counsel|auditors?)\b/i,
  /\b(?:nobody|no one|no-one|they|who)(?: ever|'ll|'d)?\s+(?:will|would|won'?t|wouldn'?t|is going to|'?ll)?\s*(?:ever )?(?:check|know|notice|find out|care|look|ask questions)\b/i,
  /\b(?:threshold|paperwork|licen[sc]e|classification|customs|export) (?:trick|hack|dodge|loophole)\b/i,
  /\bjust approve (?:it|this|them|the)\b|\btell me it'?s (?:fine|ok|okay|all right|allowed|good)\b|\bsay it'?s (?:fine|ok|okay)\b|\brubber[- ]stamp\b/i,
  /\b(?:evit(?:o|ar|amos|e|er|are|iamo)|eludir|esquivar|burlar|saltar(?:nos|se)?|contourn\w*|évit\w*|umgeh\w*|vermeid\w*|aggirar\w*|contornar|driblar)\b[^.?!]{0,40}\b(?:licen[cs]\w*|licenz\w*|licenç\w*|lizenz\w*|genehmigung\w*|export\w*|kontroll\w*|controles?|aduanas?|douan\w*|zoll\w*|dogan\w*|alfândega|sancion\w*|embargo)\b/iu,
  /\b(?:split|break|divide|chop|carve)\b[^.?!]{0,60}\b(?:shipments?|parts?|pieces|orders?|invoices?|boxes|parcels|crates|lots|contracts|POs?|components?|consignments?|batches|deliveries|packages)\b[^.?!]{0,80}\b(?:so|to (?:stay|avoid|keep|get|dodge|slip|make)|without|under|none|no one|nobody|below|off|avoid|doesn't|don't|won't)\b/i,
  /\b(?:avoid(?! (?:violat|break|any (?:violat|break)|a violation))|dodge|evade|bypass|circumvent|sidestep|skirt|work around|workaround|get (?:a)?round|get past|get out of|go around|escape|duck|skip|beat|fool|trick|slip (?:past|by|through)|sneak|smuggle)\b[^.?!]{0,50}\b(?:licen[sc]\w*|ITAR|EAR|MTCR|126\.1|export (?:control|rule|law|polic)\w*|controls?|customs|screening|sanctions?|embargo|compliance|DDTC|BIS|regulat\w*|inspect\w*|paperwork|check|rules|review|counsel)\b/i,
  /\b(?:call|label|mislabel|relabel|re-label|describe|declare|disguise|list|mark|classify|rename|reclassify|word|bill|invoice|book|document|misdeclare|misdescribe|pass (?:it|them|this) off|ship (?:it|them))\b[^.?!]{0,40}\b(?:as|a|an|it|them|the)\b[^.?!]{0,70}\b(?:so (?:that )?(?:it|they|we|no|customs|nobody|the)|to (?:avoid|dodge|get|stay|keep|pass|slip)|go(?:es)? away|without|instead of what|nobody|no one|won't notice|don't notice|doesn't get|off the (?:list|radar)|does the licen[sc]e)\b/i,
  /\b(?:take|strip|scrape|remove|file|peel|scrub|erase|delete)\b[^.?!]{0,30}\b(?:markings?|MT mark|labels?|legend|serial numbers?|data plate|ITAR (?:mark|legend|stamp)|stamp|country of origin|nameplate)\b/i,
  /\b(?:without|w\/o)\b[^.?!]{0,30}\b(?:it|them|this|that|anyone|anybody|compliance|legal|counsel|customs|the (?:government|feds|state department)|state|DDTC|BIS)\b[^.?!]{0,12}\b(?:showing|appearing|knowing|noticing|finding out|seeing|asking|turning up|being told|involved|involving)\b/i,
  /\bshow(?:s|ing)? (?:up )?(?:on|in) (?:our|the|any) (?:paperwork|books|records|documents)\b/i,
  /\b(?:just )?(?:give|gimme|tell|send|write) (?:me |us )?(?:just )?(?:a |an |the )?["']?(?:yes|ok|okay|green light|thumbs up|go-ahead|approval)\b/i,
  /\b(?:just|please|simply) (?:say|answer|confirm|put|write|reply|type)[: ]+["']?(?:yes|approved|ok|it'?s fine|no licen[sc]e)/i,
  /(?<!apply for (?:the |a )?)\b(?:paperwork|licen[sc]e|permit|approval|compliance)\b[^.?!]{0,24}\b(?:later|afterwards|after the fact|after we ship|retroactively)\b/i,
  /\bship\b[^.?!]{0,24}\b(?:now|first|today)\b[^.?!]{0,40}\b(?:licen[sc]e|paperwork|permission|ask)\b[^.?!]{0,20}\b(?:later|after|forgiveness)\b/i,
  /\b(?:forgiveness) (?:than|not|instead)\b|\bask forgiveness\b/i,
  /\b(?:under the radar|off the books|under the table|loop-?holes?|launder|shell compan\w*|front compan\w*|straw (?:buyer|man)|fake (?:end[- ]?user|end[- ]?use|certificate|invoice|paperwork|destination|consignee)|false (?:end[- ]?use|end[- ]?user|statement|declaration|certificate|invoice|destination)|phony|forge|backdat\w*|back-dat\w*|undervalu\w*|under-?invoice|under-?declare|cook the|bogus|dummy (?:end|company|consignee|buyer))\b/i,
  /\b(?:hide|conceal|disguise|cover up|obscure|bury|mask|camouflage|omit|leave (?:out|off)|not mention|don'?t mention|keep quiet about|fudge|tweak|massage|fiddle)\b[^.?!]{0,60}\b(?:end[- ]?users?|destination|buyer|customer|range|payload|impulse|origin|nationality|shipment|from (?:compliance|legal|counsel|customs|state|ddtc|bis|the (?:government|auditors?|feds))|what it is|the real|specs?|spec sheet|data sheet|figures|numbers|military|who|final)\b/i,
  /\b(?:tweak|change|lower|reduce|fudge|adjust|edit|rewrite|restate|massage|understate|shave|round down)\b[^.?!]{0,30}\b(?:spec\w*|data ?sheet|stated|declared|paper|brochure|range|payload|numbers?|figures?)\b[^.?!]{0,60}\b(?:on paper|so (?:that )?(?:it|we|they)|under the (?:limit|threshold|line)|below the (?:limit|threshold|line)|to (?:stay|get|keep|fall|come in|slip) (?:it )?(?:under|below|out|off))\b/i,
  /\b(?:middle-?man|intermediary|third[- ]country|third country|reseller|broker|partner|cut-?out|trading company|free zone|distributor)\b[^.?!]{0,70}\b(?:so (?:that )?(?:\w+ ){0,2}(?:gets?|it|we|they|nobody|no one|the)|without|to (?:get|reach|hide|avoid|mask|route)|who (?:can|could|will) (?:quietly|forward|pass))\b/i,
  /\b(?:route|ship|send|move|funnel|divert|run|drop[- ]?ship)\b[^.?!]{0,40}\b(?:through|via|by way of)\b[^.?!]{0,50}\b(?:so (?:that )?(?:nobody|no one|it|we|they|the)|to (?:hide|avoid|get around|mask|dodge|disguise|stay|skip|bypass)|without|instead of declaring|quietly)\b/i,
  /\b(?:quietly|secretly|discreetly|covertly|on the quiet|unofficially|on the sly|off the record|hush)\b[^.?!]{0,60}\b(?:ship|sell|send|deliver|export|transfer|hand|give|share|pass|forward|slip|get)\b|\b(?:ship|sell|send|deliver|export|transfer|share|pass|forward|slip)\b[^.?!]{0,40}\b(?:quietly|secretly|discreetly|covertly|on the quiet|under cover|on the sly|off the record|unofficially)\b/i,
  /\b(?:don'?t|do not|no need to|without) (?:tell|telling|ask|asking|involve|involving|bother|bothering|inform|informing|loop(?:ing)? in) (?:legal|compliance|counsel|the lawyers?|export control)\b/i,
  /\b(?:pretend|make (?:it|them|this) look|look like (?:a|an)|make believe|act as if|claim (?:it|that it|they)|tell (?:customs|state|ddtc|bis|the (?:government|forwarder)) (?:it'?s|it is|that it'?s|they'?re) (?!ITAR|EAR|controlled|export))\b[^.?!]{0,80}/i,
  /\b(?:carry|take|bring|fly|pack|put)\b(?![^.?!]{0,20}\bbrochure)[^.?!]{0,30}\b(?:in (?:my|his|her|our|their|checked|hand) (?:luggage|suitcase|bag|carry-on|backpack|baggage)|as (?:hand )?luggage)\b/i,
  /\b(?:how|what|which|where|any|best) (?:do|can|could|should|would|way|trick|word|wording|clever|country)\b[^.?!]{0,40}\b(?:no one|nobody|they don'?t|customs (?:won'?t|doesn'?t)|no questions|without questions|unnoticed|undetected|not get caught|get away with)\b/i,
  /\b(?:get away with|not get caught|won'?t get caught|no questions asked|without raising (?:flags|suspicion|questions)|fly under|unnoticed by|go unnoticed|plausible deniability)\b/i,
  /\bhow (?:should|do|can|could) (?:i|we) (?:word|phrase|describe|fill)\b[^.?!]{0,60}\b(?:so|to (?:get|pass|avoid|make))\b|\bhow should i word it\b/i,
  /\b(?:personal|gmail|private|whatsapp|signal|dropbox|telegram|wechat)\b[^.?!]{0,30}\b(?:email|e-mail|account|message|chat|drive)\b[^.?!]{0,60}\b(?:so|to avoid|instead|logs?|compliance|IT)\b/i,
]

const help: readonly RegExp[] = [
  /^\W*(?:help|\/help|help me|\?help|hilfe|ayuda|aide|aiuto|ajuda|commands?|menu|usage|options|start|get started|instructions)\W*$/i,
  /\bwhat (?:can|do|are|could) you (?:do|know|answer|help|able|cover|for)\b|\bwhat (?:is|are) (?:this|you|licet)(?: bot| for)?\W*$|\bwho (?:are|made|built|runs) (?:you|this|licet)\b|\bhow (?:do|does|can|should) (?:i|we|this|it|you|licet) (?:use|work|ask|talk to)\b(?! for)|\bhow does (?:this|licet|the bot)(?: bot)? work\b|\bhow do(?:es)? you work\b/i,
  /\bare you (?:a |an )?(?:lawyer|attorney|human|person|real|bot|robot|AI|chat ?gpt|LLM|machine|counsel)\b|\bis (?:this|that|it|what you say) (?:legal advice|legally binding|official)\b|\b(?:legal advice)\b[^.?!]{0,20}\?|\bdo you use (?:AI|an? LLM|chat ?gpt|machine learning)\b/i,
  /\b(?:do|will|does|can) (?:you|licet|this bot|the bot) (?:store|keep|log|save|record|remember|share|see|read|track)\b|\bis (?:this|my question|what i (?:type|ask|write)) (?:private|logged|recorded|stored|confidential|kept)\b|\bwho (?:can|will) (?:see|read) (?:this|my|what)\b/i,
  /\bhow (?:current|up to date|fresh|recent|old|reliable|accurate) (?:is|are) (?:you|your|this|the (?:data|knowledge|rules|information|answers))\b|\bwhen (?:was|were) (?:you|your|the knowledge)[^?]{0,24}(?:updated|reviewed)\b|\bcan (?:i|we) (?:rely on|trust|cite|quote) (?:you|this|your|the bot)\b|\b(?:rely|relying) on (?:you|this bot|your answers?)\b/i,
  /\bwhat (?:don'?t|do|does|can'?t|doesn'?t) (?:you|licet|the bot|this bot) (?:not )?(?:know|cover|handle|model|answer)\b|\bwhat (?:kinds?|sorts?|types?) of questions\b|\bwhat (?:questions|things) can (?:i|we) ask\b|\b(?:your|the bot'?s) (?:scope|limits|limitations|coverage)\b/i,
  /\b(?:tell me about yourself|introduce yourself|show me (?:some )?examples?|give me (?:some |an )?examples?|example questions?|what should i ask)\b/i,
  /\bwas kannst du\b|\bqué puedes hacer\b|\bque (?:peux|pouvez)[- ](?:tu|vous) faire\b|\bcosa (?:puoi|sai) fare\b|\bo que você (?:faz|pode)\b/i,
]

const greeting =
  /^\W*(?:hi|hello|hey|yo|howdy|hiya|good (?:morning|afternoon|evening|day)|morning|greetings|hola|bonjour|hallo|ciao|ol[áa]|salut|guten (?:tag|morgen)|sup|what'?s up|thanks?|thank you|thx|ty|cheers|merci|gracias|danke|grazie|obrigad[oa]|great|cool|nice|ok|okay|perfect|awesome|got it|bye|goodbye|see you|lol|haha+|no thanks|never ?mind|test|testing|ping)\b[^?]{0,40}$/i
const exporting =
  /\b(?:sell|sells|selling|sold|sale|sales|ship|ships|shipping|shipped|shipment|export|exports|exporting|exported|supply|supplying|deliver|delivering|delivery|send|sends|sending|sent|transfer|transferring|provide|providing|lend|loan|lease|release|share|sharing|licen[sc]e|licen[sc]ed|licen[sc]able|offer|quote|procure|buy|buys|bought|purchase|acquire|order|wants?|need|needs|customer|client|buyer|give|hand over|move|install|reexport|broker|bid|proposal|demo|exporter|approve|approval|allowed|permitted|okay|ok\?|green light|possible|go ahead|vender|vendre|verkaufen|liefern|exportieren|vendere|exporter|exportar|enviar|livrer|esportare|売|輸出)\b/i
const listing =
  /\b(?:which|what|list|name|show(?: me)?|give me|enumerate|who are|who is|how many|all)\b[^.?!]{0,40}\b(?:countries|country|nations|states|members?|partners?|destinations?|governments|places|allies|adherents?|NATO members?|parties)\b|\blist (?:the |all )?(?:of )?(?:ITAR|EAR|MTCR|126\.1|D:?\d|E:?\d|A:?\d|country group|group|NATO|AUKUS|embargoed|proscribed|adherents)|\bwho(?:'s| is| are| all is)? (?:in|on|a member of|an? adherents? (?:of|to)|adherents?|on the list|listed|part of)\b|\bwhere (?:is|would|could|can|are|do) (?:an? |we |the |my |our )?[^.?!]{0,40}\b(?:denied|barred|prohibited|banned|blocked|need no licen[sc]e|licen[sc]e[- ]free|sell|allowed|outright)\b|\bmembers of (?:the )?(?:MTCR|NATO|AUKUS|country group|group)/i
const asking =
  /^\W*(?:so |and |but |hey |hi |remind me,? |quick q(?:uestion)?:? |question:? |please |pls |just curious,? |btw,? |um+,? )*(?:what|when|who|whose|why|how|where|which|is|are|was|were|does|do|did|has|have|had|explain|define|describe|tell me|remind me|difference|meaning|whats|what's|who's|summari[sz]e|give me a summary)\b/i
const regime =
  /\b(?:MTCR|guidelines?|annex|NSM|NSM-?28|memo(?:randum)?|fact sheet|treaty|AUKUS|126\.\d+|123\.\d+|120\.\d+|124\.\d+|129\.\d+|127\.\d+|122\.\d+|744\.\d+|742\.\d+|740\.\d+|746\.\d+|736\.\d+|734\.\d+|2797|2778|2776|8006|USC|U\.S\.C|CFR|USML|ECCN|CCL|munitions list|commerce control list|category (?:i|1|ii|2|one|two)|cat\.? (?:i|1|ii|2)|presumption|executive order|EO ?\d+|14268|congress|TSA|technology safeguards|Hague code|HCOC|DSP-?\d+|DS-?\d+|TAA|MLA|WDA|form|exemption|license exception|country group|D:?[1-5]|E:?[12]|A:?[1-6]|D4|D5|MT ?1|country chart|deemed export|technical data|defen[sc]e service|penalt(?:y|ies)|fine|fines|records?|voluntary disclosure|registration|registered|empowered official|screening list|consolidated screening|entity list|affiliates|50 ?%|DDTC|BIS|DTSA|State Department|Commerce Department|Pentagon|Sullivan|Wilson|Sokolski|Kimball|Finer|Karako|Biden|Trump|plenary|plenaries|adherents?|policy|rule|law|regime|definition|threshold|limit|de minimis|see-through|SME|significant military|MDE|major defense|brokering|reexport|retransfer|catch-?all|no[- ]undercut|assurances?|snapback|ISRO|PDD-?13|NSDD|800 km\/?h|fighter|Sounding|range and payload|trade-?off|H\.R\.|bill|CSA|STA|MANPADS rule|Supplement|Supp\.?|ETL|excluded technology|congressional|notification|paragraph|entry|controlled|classif\w+)\b/i
const proceed =
  /\b(?:can|could|may|might|should|shall|must|do|would|will|am|are|is it|dürfen|können|podemos|puedo|pouvons|peut-on|possiamo|podemos)\s+(?:we|i|you|our|the (?:company|team)|us|they|my|someone|it|ok|okay|fine|allowed|permitted|legal|possible|alright)\b|\bneed (?:a |an |any )?(?:licen[sc]e|approval|permit|authori[sz]ation|export licen[sc]e)\b|\blicen[sc]e (?:needed|required|req'?d|free)\b|\bany (?:issue|problem|licen[sc]e)|\bok(?:ay)?\s*\?|\ballowed\s*\?|\bpossible\s*\?|\bchances\b|\bthoughts\b|\bgood to go\b|\bexemption (?:ok|okay|apply|applies|possible)\b|\bMT licen[sc]e\b|\bwhere (?:do )?we stand\b|\bwhat does that need\b|\blicen[sc]able\b|\bexport\?/i
const asksForRule =
  /^\W*(?:so |and |hey |the |any |extra |other |special |current |exact )*(?:statute|threshold|licen[sc]e exceptions?|exceptions?|penalt\w+|fines?|definition|meaning|deadline|waiting period|factors?|criteria|history|background|who decides|who signs|summar\w+|in what order|difference between|refresher|rules? (?:on|for|about)|law on|policy on|tell me about|info on|basics of)\b|^\W*36\([cd]\)|\b(?:register|registration|jail|prison|record[- ]?keeping)\b|\b(?:counts?|qualif\w+|treated|considered|regarded) as\b|\bwhat (?:presumption|test|threshold|statute|deadline|penalty|waiting)\b|\b(?:at|in|under|by) (?:what|which)\b/i
const comparing =
  /\bvs\.?\b|\bversus\b|\bcompare\b|\bcomparison\b|\bcompared (?:to|with)\b|\bside by side\b|\b(?:easier|harder|stricter|milder|better|worse|simpler|quicker|difference between|which (?:one )?(?:of|is|are|need|needs|would|country|can|could))\b/i

/** Whether the text asks for help to get around the rules. */
export const asksToEvade = (text: string): boolean => evasion.some((pattern) => pattern.test(text))

/** Whether the text speaks of the regimes and papers known here. */
export const isOnTopic = (text: string): boolean => regime.test(text)

/** Sorts a question by what the asker wants. The reading tells whether an item and a place were understood. */
export function intentOf(text: string, reading: Reading): Intent {
  if (asksToEvade(text)) return 'refuse'
  const item = reading.item !== undefined || (reading.unknown.length > 0 && reading.places.length > 0)
  const places = reading.places.length > 0
  if (!item && help.some((pattern) => pattern.test(text))) return 'help'
  if (!item && greeting.test(text) && !exporting.test(text)) return 'other'
  if ((listing.test(text) || namesAList(text)) && !isOneDeal(text, reading)) return 'list'
  if (asksForRule.test(text) && !(places && /\b(?:our|customer|client|buyer wants|we)\b/i.test(text))) return 'lookup'
  if (item && places)
    return asksAboutRules(text) ? 'lookup' : reading.places.length > 1 && isComparison(text, reading) ? 'compare' : 'verdict'
  if (item) return itemAlone(text, reading)
  if (places || reading.foreignPerson) return placeAlone(text)
  if (proceed.test(text) && /\b(?:sell|ship|export|send|supply|deliver|transfer)\b/i.test(text) && !regime.test(text)) return 'verdict'
  if (/\?|\b(?:what|when|who|why|how|which|explain|define)\b/i.test(text) || regime.test(text)) return 'lookup'
  return exporting.test(text) && proceed.test(text) ? 'verdict' : 'other'
}

/** "MTCR partners that aren't NATO allies?", "give me the 126.1(d)(2) table": a published list, asked for by its name. */
function namesAList(text: string): boolean {
  const isAboutRule =
    /^\W*(?:so |and |but )?(?:what(?:'s| is| are| does| did| was| do| would| happens)|why|how|does|do|did|can|could|is|are|was|were|when|should|must|explain|tell me|no |in what|under|if|who (?:do|must|has|may|can|should|decides|signs|gets)|which (?:form|ECCN|entry|paragraph|section|rule|agency|items?))\b/i.test(
      text,
    ) && !/\bhow many\b|\bwhat (?:are|were) the\b[^?]{0,30}\b(?:members|countries|partners)\b/i.test(text)
  return (
    !isAboutRule &&
    groupsNamed(text).length > 0 &&
    /\b(?:members|partners?|countries|states|allies|adherents|sponsors|destinations|buyers|table|list|seven|nations|who'?s|who is|who came)\b/i.test(
      text,
    )
  )
}

/** "Which need a license: UK, Canada, France?" names its countries: a comparison, not a list. */
const isOneDeal = (text: string, reading: Reading): boolean =>
  reading.places.length > 0 &&
  reading.places.every((place) => place.codes.length === 1) &&
  reading.item !== undefined &&
  !/\bwhich (?:other )?countries\b|\blist\b/i.test(text)

const isComparison = (text: string, reading: Reading): boolean =>
  comparing.test(text) || reading.places.length >= 3 || /\bor\b|\/|\n\s*[-•*\d]/.test(text)

/** Questions on a rule that happen to name an item and a country: "does the TSA authorize selling stages to Australia?" */
function asksAboutRules(text: string): boolean {
  if (proceed.test(text) || /\bwe\b|\bour\b/i.test(text))
    return /^\W*(?:why|what does (?:the )?(?:126|TSA|NSM|MTCR|ITAR|EAR)|does (?:the |ITAR |EAR |MTCR )?(?:126|TSA|NSM|technology))/i.test(
      text,
    )
  return asking.test(text) && regime.test(text) && !/\b(?:vs\.?|versus|compare)\b/i.test(text)
}

function itemAlone(text: string, reading: Reading): Intent {
  if (
    /\bwhich (?:annex|usml|eccn|entry|category|item|paragraph|class|list|form)\b|\bwhat (?:annex|usml|eccn|entry|category|class|classification|paragraph)\b|\bis (?:it|that|this|an?|the|our)\b[^?]{0,60}\b(?:category|cat\.?|MT|ITAR|EAR|controlled|USML|MTCR|classified as|SME)\b/i.test(
      text,
    )
  )
    return 'lookup'
  if (proceed.test(text) || /\bwe\b|\bour\b|\bcustomer\b|\bbuyer\b|\bclient\b|\bASAP\b/i.test(text))
    return asking.test(text) && regime.test(text) && !exporting.test(text) ? 'lookup' : 'verdict'
  if (asking.test(text) || (regime.test(text) && !exporting.test(text))) return 'lookup'
  return reading.item === undefined ? 'other' : 'verdict'
}

function placeAlone(text: string): Intent {
  if (asking.test(text) && !(proceed.test(text) && exporting.test(text))) return 'lookup'
  if (proceed.test(text) && exporting.test(text)) return 'verdict'
  if (regime.test(text) && !/\b(?:we|our)\b/i.test(text)) return 'lookup'
  if (
    /\b(?:P\/N|part (?:no|number)|SKU|S\/N|model|parcel|package|crate|box|pallet|shipment|order|consignment|samples?|prototypes?|units?|kits?)\b/i.test(
      text,
    )
  )
    return 'verdict'
  return exporting.test(text) &&
    /\b(?:we|our|customer|client|buyer|something|stuff|things|product|hardware|parts?|equipment|system|goods|item|items|export|ship|sell|license|licence)\b/i.test(
      text,
    )
    ? 'verdict'
    : /\?/.test(text)
      ? 'lookup'
      : 'other'
}

/** Whether a text reads like English. Others are still answered where item and country are clear. */
export function isForeign(text: string): boolean {
  if (/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff]/.test(text)) return true
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.filter((word) => foreignWords.has(word)).length >= 3
}

const foreignWords = new Set(
  'podemos puedo vender una para el los las que etapa por pouvons peut nous vendre un des pour est une dans avec können wir eine einen nach für ist und dürfen der die das possiamo vendere il lo della per uno podemos um uma pra ao estágio nós é le la les del como qué'.split(
    ' ',
  ),
)
