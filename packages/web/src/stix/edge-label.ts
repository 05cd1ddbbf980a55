/** The word on an edge of the graph: `related-to` as `related to`, a property `x_mitre_modified_by` as `mitre modified by`. */
export function edgeLabel(label: string): string {
  return label === 'object' ? 'is about' : label.replace(/^x[-_ ]/, '').replaceAll(/[-_]/g, ' ');
}
