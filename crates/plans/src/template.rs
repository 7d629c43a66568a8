//! The templates to start from.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A known way to arrange training up to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Weight goes up a little each week, repetitions come down; weights are prescribed in kilograms.
    Linear,
    /// Waves of three weeks with fives, threes and a heavy single, the fourth easy, after Jim Wendler's 5/3/1.
    Waves,
    /// Blocks: volume, then strength, then the peak (Issurin, Sports Medicine 40(3), 2010).
    Blocks,
    /// Endurance: about four sessions of five easy, the others hard (Seiler, IJSPP 5(3), 2010).
    Polarised,
}

/// What a template asks for.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TemplateSummary {
    pub template: Template,
    pub kind: TemplateKind,
    /// It works from so many weeks on; with fewer, it is mostly taper.
    pub weeks_min: u8,
    /// Days of the taper unless others are wished for.
    pub taper_days: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateKind {
    Lifting,
    Endurance,
}

impl Template {
    pub const ALL: [Self; 4] = [Self::Linear, Self::Waves, Self::Blocks, Self::Polarised];

    pub fn kind(self) -> TemplateKind {
        match self {
            Self::Linear | Self::Waves | Self::Blocks => TemplateKind::Lifting,
            Self::Polarised => TemplateKind::Endurance,
        }
    }

    /// Lifters taper for one to two weeks (Travis and others, Sports 8(9), 2020), endurance athletes best
    /// for two (Bosquet and others, MSSE 39(8), 2007).
    pub(crate) fn taper_days(self) -> u8 {
        match self.kind() {
            TemplateKind::Lifting => 10,
            TemplateKind::Endurance => 14,
        }
    }
}

/// All of them.
pub fn templates() -> Vec<TemplateSummary> {
    let summary = |template: Template| TemplateSummary {
        template,
        kind: template.kind(),
        weeks_min: match template {
            Template::Linear => 4,
            Template::Waves => 6,
            Template::Blocks | Template::Polarised => 8,
        },
        taper_days: template.taper_days(),
    };
    Template::ALL.map(summary).to_vec()
}
