//! Story settings: what counts how much when articles are joined into stories.

use biennien_model::Problem;

use crate::settings;
use crate::table::Files;

/// The settings of `vi/story.tsv`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StorySettings {
    /// Syllables of the text that are looked at.
    pub syllables: f64,
    /// How often a word of the headline counts.
    pub headline: f64,
    /// How often one syllable counts, where a pair of neighbours counts once.
    pub single: f64,
    /// Words in more than this share of all articles say nothing.
    pub common: f64,
    /// Days after which a likeness is worth 1/e of what it was.
    pub days: f64,
    /// Days beyond which articles are not compared.
    pub window: f64,
    /// Likeness from which two groups are one story, among 1000 articles.
    pub join: f64,
    /// How much less that is among ten times as many.
    pub tenfold: f64,
    /// Likeness from which two stories belong to one stream.
    pub stream: f64,
    /// What a likeness is worth where a day is not known.
    pub undated: f64,
}

impl StorySettings {
    pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>) -> StorySettings {
        let mut settings = StorySettings::default();
        settings::read(files, "vi/story.tsv", &mut settings.named(), problems);
        settings
    }

    /// The same settings with `join` as it is among so many articles.
    ///
    /// The more articles, the fewer words of one stand in no other, so that likenesses of the same two come out lower.
    pub fn among(&self, articles: usize) -> StorySettings {
        let tenfolds = (articles.clamp(10, 100_000_000) as f64 / 1000.0).log10();
        let join = (self.join - self.tenfold * tenfolds).clamp(self.join / 3.0, self.join * 3.0);
        StorySettings { join, ..self.clone() }
    }

    fn named(&mut self) -> [(&'static str, &mut f64); 10] {
        [
            ("syllables", &mut self.syllables),
            ("headline", &mut self.headline),
            ("single", &mut self.single),
            ("common", &mut self.common),
            ("days", &mut self.days),
            ("window", &mut self.window),
            ("join", &mut self.join),
            ("tenfold", &mut self.tenfold),
            ("stream", &mut self.stream),
            ("undated", &mut self.undated),
        ]
    }
}
