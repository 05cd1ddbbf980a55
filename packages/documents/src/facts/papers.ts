const papers =
  /(?:^(?:the )?(?:[\p{L}’'&.-]+ ){1,3}(?:echo|dispatch|wire|standard|globe|star|courier|bulletin|examiner|argus|ledger|sentinel|record|messenger|advertiser)$|^(?:the )?(?:[\p{L}’'&.-]+ ){0,3}(?:news|times|post|guardian|herald|tribune|journal|gazette|telegraph|independent|mirror|observer|chronicle|press|daily|weekly|monitor|review|broadcasting|television|tv|radio)(?: (?:online|network|agency|service|international|world|english|africa|asia|europe|middle east))?$|^(?:[\w-]+\.)+(?:com|org|net|co\.uk|int|eu|fr|de)$|^(?:BBC|CNN|CGTN|NPR|PBS|ABC|NBC|CBS|CBC|DW|RFI|RT|VOA|RFE\/RL|Al Jazeera|Deutsche Welle|France 24|Euronews|Le Monde|El País|Der Spiegel|Haaretz|Rudaw|Politico)(?: \p{Lu}\p{Ll}+)?$)/iu;

/** Whether a short line looks like the name of a newspaper, broadcaster or site. */
export function isNameOfPaper(text: string): boolean {
  return text.length < 60 && papers.test(text);
}
