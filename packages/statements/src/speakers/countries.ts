// Country, then what else news calls it, its people and its government (capital or seat, as "Washington said").
const TABLE = `
United States|U.S.|US|U.S|USA|America|United States of America|American|Americans|Washington|the White House|the Pentagon
United Kingdom|U.K.|UK|U.K|Britain|Great Britain|British|Britons|London|Downing Street
France|French|Paris|the Elysee
Germany|German|Germans|Berlin
Russia|Russian Federation|Russian|Russians|Moscow|the Kremlin
China|Chinese|Beijing
Turkey|Türkiye|Turkish|Turks|Ankara
Iran|Iranian|Iranians|Tehran
Iraq|Iraqi|Iraqis|Baghdad
Syria|Syrian|Syrians|Damascus
Israel|Israeli|Israelis|Jerusalem
Saudi Arabia|Saudi|Saudis|Riyadh
United Arab Emirates|U.A.E.|UAE|Emirati|Emiratis|Abu Dhabi
Qatar|Qatari|Qataris|Doha
Kuwait|Kuwaiti|Kuwaitis
Bahrain|Bahraini|Bahrainis|Manama
Oman|Omani|Omanis|Muscat
Jordan|Jordanian|Jordanians|Amman
Lebanon|Lebanese|Beirut
Egypt|Egyptian|Egyptians|Cairo
Libya|Libyan|Libyans|Tripoli
Tunisia|Tunisian|Tunisians|Tunis
Morocco|Moroccan|Moroccans|Rabat
Algeria|Algerian|Algerians|Algiers
Somalia|Somali|Somalis|Mogadishu
Ethiopia|Ethiopian|Ethiopians|Addis Ababa
Kenya|Kenyan|Kenyans|Nairobi
Nigeria|Nigerian|Nigerians|Abuja
Niger|Nigerien|Nigeriens|Niamey
Chad|Chadian|Chadians|N'Djamena
Cameroon|Cameroonian|Cameroonians|Yaounde
Djibouti|Djiboutian
Guinea|Guinean|Guineans|Conakry
South Africa|South African|South Africans|Pretoria
Afghanistan|Afghan|Afghans|Kabul
Pakistan|Pakistani|Pakistanis|Islamabad
India|Indian|Indians|New Delhi
Japan|Japanese|Tokyo
South Korea|Republic of Korea|South Korean|South Koreans|Seoul
North Korea|North Korean|North Koreans|Pyongyang
Taiwan|Taiwanese|Taipei
Singapore|Singaporean|Singaporeans
Malaysia|Malaysian|Malaysians|Kuala Lumpur
Philippines|Philippine|Filipino|Filipinos|Manila
Indonesia|Indonesian|Indonesians|Jakarta
Australia|Australian|Australians|Canberra
New Zealand|New Zealander|New Zealanders|Wellington
Fiji|Fijian|Fijians
Canada|Canadian|Canadians|Ottawa
Mexico|Mexican|Mexicans|Mexico City
Panama|Panamanian|Panamanians
Cuba|Cuban|Cubans|Havana
Venezuela|Venezuelan|Venezuelans|Caracas
Brazil|Brazilian|Brazilians|Brasilia
Ukraine|Ukrainian|Ukrainians|Kyiv|Kiev
Poland|Polish|Poles|Warsaw
Italy|Italian|Italians|Rome
Spain|Spanish|Spaniards|Madrid
Portugal|Portuguese|Lisbon
Netherlands|the Netherlands|Dutch|The Hague
Belgium|Belgian|Belgians
Luxembourg|Luxembourgish
Ireland|Irish|Dublin
Denmark|Danish|Danes|Copenhagen
Norway|Norwegian|Norwegians|Oslo
Sweden|Swedish|Swedes|Stockholm
Finland|Finnish|Finns|Helsinki
Iceland|Icelandic|Reykjavik
Estonia|Estonian|Estonians|Tallinn
Latvia|Latvian|Latvians|Riga
Lithuania|Lithuanian|Lithuanians|Vilnius
Czech Republic|Czechia|Czech|Czechs|Prague
Slovakia|Slovak|Slovaks|Bratislava
Slovenia|Slovenian|Slovenians|Ljubljana
Hungary|Hungarian|Hungarians|Budapest
Austria|Austrian|Austrians|Vienna
Switzerland|Swiss|Bern
Romania|Romanian|Romanians|Bucharest
Bulgaria|Bulgarian|Bulgarians|Sofia
Greece|Greek|Greeks|Athens
Cyprus|Cypriot|Cypriots|Nicosia
Croatia|Croatian|Croatians|Croats|Zagreb
Serbia|Serbian|Serbs|Belgrade
Bosnia and Herzegovina|Bosnia|Bosnian|Bosnians|Sarajevo
Montenegro|Montenegrin|Podgorica
Kosovo|Kosovar|Kosovars|Pristina
North Macedonia|Macedonia|Macedonian|Macedonians|Skopje
Albania|Albanian|Albanians|Tirana
Moldova|Moldovan|Moldovans|Chisinau
Georgia|Georgian|Georgians|Tbilisi
Armenia|Armenian|Armenians|Yerevan
Azerbaijan|Azerbaijani|Azerbaijanis|Baku
European Union|E.U.|EU|Brussels
NATO|North Atlantic Treaty Organization
United Nations|U.N.|UN
INTERPOL|Interpol
Senegal|Senegalese|Dakar
Mali|Malian|Malians|Bamako
Burkina Faso|Burkinabe|Ouagadougou
Mauritania|Mauritanian|Mauritanians|Nouakchott
Ghana|Ghanaian|Ghanaians|Accra
Ivory Coast|Côte d'Ivoire|Ivorian|Ivorians|Abidjan
Togo|Togolese|Lome
Benin|Beninese|Cotonou
Liberia|Liberian|Liberians|Monrovia
Sierra Leone|Sierra Leonean|Freetown
Gambia|Gambian|Gambians|Banjul
Central African Republic|Bangui
Gabon|Gabonese|Libreville
Democratic Republic of Congo|DR Congo|DRC|Congolese|Kinshasa
Sudan|Sudanese|Khartoum
South Sudan|South Sudanese|Juba
Eritrea|Eritrean|Eritreans|Asmara
Uganda|Ugandan|Ugandans|Kampala
Rwanda|Rwandan|Rwandans|Kigali
Burundi|Burundian|Burundians
Tanzania|Tanzanian|Tanzanians|Dodoma|Dar es Salaam
Zambia|Zambian|Zambians|Lusaka
Zimbabwe|Zimbabwean|Zimbabweans|Harare
Malawi|Malawian|Malawians|Lilongwe
Mozambique|Mozambican|Mozambicans|Maputo
Angola|Angolan|Angolans|Luanda
Namibia|Namibian|Namibians|Windhoek
Botswana|Motswana|Batswana|Gaborone
Madagascar|Malagasy|Antananarivo
Yemen|Yemeni|Yemenis|Sanaa
Kazakhstan|Kazakh|Kazakhs|Astana
Uzbekistan|Uzbek|Uzbeks|Tashkent
Kyrgyzstan|Kyrgyz|Bishkek
Tajikistan|Tajik|Tajiks|Dushanbe
Turkmenistan|Turkmen|Ashgabat
Mongolia|Mongolian|Mongolians|Ulaanbaatar
Bangladesh|Bangladeshi|Bangladeshis|Dhaka
Sri Lanka|Sri Lankan|Sri Lankans|Colombo
Nepal|Nepali|Nepalis|Nepalese|Kathmandu
Myanmar|Burma|Burmese|Naypyidaw
Thailand|Thai|Thais|Bangkok
Vietnam|Vietnamese|Hanoi
Cambodia|Cambodian|Cambodians|Phnom Penh
Laos|Laotian|Laotians|Vientiane
Belarus|Belarusian|Belarusians|Minsk
Malta|Maltese|Valletta
Argentina|Argentine|Argentines|Argentinian|Buenos Aires
Chile|Chilean|Chileans|Santiago
Peru|Peruvian|Peruvians
Colombia|Colombian|Colombians|Bogota
Ecuador|Ecuadorian|Ecuadorians|Quito
Bolivia|Bolivian|Bolivians|La Paz
Paraguay|Paraguayan|Paraguayans
Uruguay|Uruguayan|Uruguayans|Montevideo
Guatemala|Guatemalan|Guatemalans
Honduras|Honduran|Hondurans|Tegucigalpa
El Salvador|Salvadoran|Salvadorans
Nicaragua|Nicaraguan|Nicaraguans|Managua
Costa Rica|Costa Rican|Costa Ricans
Dominican Republic|Santo Domingo
Haiti|Haitian|Haitians|Port-au-Prince
Jamaica|Jamaican|Jamaicans
African Union
Arab League|League of Arab States
`;

const BY_NAME = new Map<string, string>();
for (const row of TABLE.trim().split('\n')) {
  const [country = '', ...names] = row.split('|');
  for (const name of [country, ...names]) BY_NAME.set(keyOf(name), country);
}

const LONGEST_NAME = 4;

/** Brasília is Brasilia, N’DJAMENA N'Djamena. */
function keyOf(name: string): string {
  const plain = /[^\x20-\x7e]/.test(name) ? name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'") : name;
  return plain.replace(/^the /i, '').toLowerCase();
}

/** The country (or organisation of states) that a name, a demonym or the seat of a government stands for. */
export function countryOf(name: string): string | undefined {
  const key = keyOf(name.trim().replace(/['’]s?$/, ''));
  return key === 'us' && name !== 'US' ? undefined : BY_NAME.get(key);
}

/** The first country named anywhere in a phrase ("the American general in charge": United States). */
export function countryIn(words: readonly string[]): string | undefined {
  for (let i = 0; i < words.length; i++)
    for (let n = Math.min(LONGEST_NAME, words.length - i); n > 0; n--) {
      const phrase = words.slice(i, i + n).join(' ');
      if (!/^\p{Lu}/u.test(phrase)) continue;
      const country = countryOf(phrase);
      if (country) return country;
    }
  return undefined;
}
