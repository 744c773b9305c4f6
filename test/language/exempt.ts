/**
 * Words among the 10,000 most frequent that may be read as a place or an item (or cause a question) when they stand alone or in
 * such a position, by reason. No other may.
 */
const words: Readonly<Record<string, string>> = {
  'a country or a territory':
    'America Australia Austria Bermuda Brazil Britain Canada Chad China Cuba Egypt England France Georgia Germany Greece Holland Jamaica Japan Jersey Jordan Korea Mexico Panama Peru Poland Russia Sark Scotland Singapore Solomon Spain Switzerland Tahiti Taiwan Thailand Tibet Usa Vatican Vietnam Oz guinea reunion turkey Sicily',
  'a people or what is theirs':
    'American Americans British Canadian Chinese Chino Cuban Dane Dutch Egyptian Finn French Frenchman German Germans Greek Greeks Hawaiian Hungarian Indian Indians Italian Japanese Korean Mexican Russian Russians Soviet Scottish Spanish Swedish Swiss Thai Turk Turkish Vietnamese Yank Yankee Yankees pole polish',
  'an agency': 'Nasa',
  'a thing of the field':
    'Lv Motors bomb bombs drone engine engines factory grenade missile missiles motor rocket rockets satellite satellites stage stages starship torpedo',
  'know-how or a service of the field': 'consulting drawing drawings software teach training',
  'a state or a town':
    'Alabama Alaska Amsterdam Arizona Atlanta Baltimore Berlin Boston California Cambridge Chicago Cincinnati Cleveland Colorado Connecticut Dallas Denver Detroit Florida Geneva Hamilton Havana Hawaii Houston Jerusalem Kansas Kentucky London Louisiana Maine Manchester Maryland Massachusetts Memphis Miami Michigan Minnesota Mississippi Missouri Montana Moscow Nevada Newark Ohio Oklahoma Omaha Oregon Paris Pennsylvania Philadelphia Portland Rome Saigon Santiago Seattle Seoul Shanghai Sydney Tennessee Texas Tokyo Toledo Utah Venice Vermont Vienna Virginia Washington Wellington Wisconsin',
}

/** First names that are also the name of a place or an item, and may be read so in such a position. */
const firstNames: Readonly<Record<string, string>> = {
  'a country, a state, a town or a people':
    'Alberta Alexandria America Chad Cleveland Dallas Dane Darwin Finn Florida Geneva Georgia German Hobart Houston Israel Jordan Kenya Kobe London Malvina Milan Missouri Montana Odessa Oma Oran Orlando Paris Rafael Raleigh Salvador Samara Santiago Scot Sydney Torrance Verona Virginia Wellington',
  'an agency': 'Kari',
  'a launch vehicle': 'Ariane',
}

const listed = (table: Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set(Object.values(table).flatMap((all) => all.split(' ')))

export const exemptWords = listed(words)
export const exemptNames = listed(firstNames)
