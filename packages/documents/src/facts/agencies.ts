/** News agencies and the short names under which their copy goes. */
const names: Readonly<Record<string, string>> = {
  reuters: 'Reuters',
  ap: 'Associated Press',
  'associated press': 'Associated Press',
  'the associated press': 'Associated Press',
  afp: 'AFP',
  'agence france-presse': 'AFP',
  dpa: 'dpa',
  efe: 'EFE',
  ansa: 'ANSA',
  tass: 'TASS',
  'itar-tass': 'TASS',
  interfax: 'Interfax',
  xinhua: 'Xinhua',
  kyodo: 'Kyodo News',
  'kyodo news': 'Kyodo News',
  yonhap: 'Yonhap',
  aa: 'Anadolu Agency',
  anadolu: 'Anadolu Agency',
  'anadolu agency': 'Anadolu Agency',
  pti: 'PTI',
  ani: 'ANI',
  upi: 'UPI',
  irna: 'IRNA',
  sana: 'SANA',
  una: 'UNA',
  ina: 'INA',
  pa: 'PA Media',
  bloomberg: 'Bloomberg',
  ips: 'IPS',
  unb: 'UNB',
};

/** The agency that goes by this name; undefined where none is known to. */
export function agencyNamed(name: string): string | undefined {
  return names[name.trim().toLowerCase()];
}
