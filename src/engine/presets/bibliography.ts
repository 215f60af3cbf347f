/** The papers that presets name in their references, as BibTeX, by how they are named there. */

const arxiv = (key: string, title: string, author: string, year: number, id: string, venue: string | null = null): string =>
  [
    `@${venue === null ? 'misc' : 'inproceedings'}{${key},`,
    `  title = {${title}},`,
    `  author = {${author}},`,
    ...(venue === null ? [] : [`  booktitle = {${venue}},`]),
    `  year = {${year}},`,
    `  eprint = {${id}},`,
    '  archivePrefix = {arXiv}',
    '}',
  ].join('\n');

const ICLR = 'International Conference on Learning Representations';

const PAPERS: Readonly<Record<string, string>> = {
  'Power et al. 2022': arxiv(
    'power2022grokking',
    'Grokking: Generalization Beyond Overfitting on Small Algorithmic Datasets',
    'Power, Alethea and Burda, Yuri and Edwards, Harri and Babuschkin, Igor and Misra, Vedant',
    2022,
    '2201.02177',
  ),
  'Nanda et al. 2023': arxiv(
    'nanda2023progress',
    'Progress Measures for Grokking via Mechanistic Interpretability',
    'Nanda, Neel and Chan, Lawrence and Lieberum, Tom and Smith, Jess and Steinhardt, Jacob',
    2023,
    '2301.05217',
    ICLR,
  ),
  'Liu et al. 2022': arxiv(
    'liu2022understanding',
    'Towards Understanding Grokking: An Effective Theory of Representation Learning',
    'Liu, Ziming and Kitouni, Ouail and Nolte, Niklas and Michaud, Eric J. and Tegmark, Max and Williams, Mike',
    2022,
    '2205.10343',
    'Advances in Neural Information Processing Systems',
  ),
  'Liu et al. 2023': arxiv(
    'liu2023omnigrok',
    'Omnigrok: Grokking Beyond Algorithmic Data',
    'Liu, Ziming and Michaud, Eric J. and Tegmark, Max',
    2023,
    '2210.01117',
    ICLR,
  ),
  'Gromov 2023': arxiv('gromov2023grokking', 'Grokking Modular Arithmetic', 'Gromov, Andrey', 2023, '2301.02679'),
  'Doshi et al. 2024': arxiv(
    'doshi2024grok',
    'To Grok or Not to Grok: Disentangling Generalization and Memorization on Corrupted Algorithmic Datasets',
    'Doshi, Darshil and Das, Aritra and He, Tianyu and Gromov, Andrey',
    2024,
    '2310.13061',
    ICLR,
  ),
  'Merrill et al. 2023': arxiv(
    'merrill2023tale',
    'A Tale of Two Circuits: Grokking as Competition of Sparse and Dense Subnetworks',
    'Merrill, William and Tsilivis, Nikolaos and Shukla, Aman',
    2023,
    '2303.11873',
  ),
  'Barak et al. 2022': arxiv(
    'barak2022hidden',
    'Hidden Progress in Deep Learning: SGD Learns Parities Near the Computational Limit',
    'Barak, Boaz and Edelman, Benjamin L. and Goel, Surbhi and Kakade, Sham M. and Malach, Eran and Zhang, Cyril',
    2022,
    '2207.08799',
    'Advances in Neural Information Processing Systems',
  ),
  'Pearce et al. 2023': [
    '@misc{pearce2023memorize,',
    '  title = {Do Machine Learning Models Memorize or Generalize?},',
    '  author = {Pearce, Adam and Ghandeharioun, Asma and Hussein, Nada and Thain, Nithum and Wattenberg, Martin and Dixon, Lucas},',
    '  year = {2023},',
    '  howpublished = {PAIR Explorables},',
    '  url = {https://pair.withgoogle.com/explorables/grokking/}',
    '}',
  ].join('\n'),
  'Humayun et al. 2024': arxiv(
    'humayun2024deep',
    'Deep Networks Always Grok and Here is Why',
    'Humayun, Ahmed Imtiaz and Balestriero, Randall and Baraniuk, Richard',
    2024,
    '2402.15555',
    'International Conference on Machine Learning',
  ),
  'Madry et al. 2018': arxiv(
    'madry2018towards',
    'Towards Deep Learning Models Resistant to Adversarial Attacks',
    'Madry, Aleksander and Makelov, Aleksandar and Schmidt, Ludwig and Tsipras, Dimitris and Vladu, Adrian',
    2018,
    '1706.06083',
    ICLR,
  ),
};

/** An author or two and a year. */
const NAMED = /[A-Z]\w+ (?:et al\. )?\d{4}/g;

/** The papers that a reference names, as it names them. */
export const namedIn = (reference: string): string[] => reference.match(NAMED) ?? [];

/** BibTeX of the papers that a reference names, each once. */
export function bibtexOf(reference: string): string {
  return [...new Set(namedIn(reference))].flatMap((name) => (Object.hasOwn(PAPERS, name) ? [PAPERS[name] as string] : [])).join('\n\n');
}
