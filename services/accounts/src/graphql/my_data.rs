//! What is held on the one who asks, to read and to take along.

use async_graphql::{Context, Object, SimpleObject};
use graph::Refusal;
use people::Section;

use super::accounts;
use crate::my_data::{InOneRegion, MyData as Held, json};

/// All that is held on the one who asks.
#[derive(SimpleObject)]
struct MyData {
    /// As somebody who signs in: account, roles, sessions, factors without their secrets, mails.
    account: Vec<HeldSection>,
    /// In each region that they are a member of, by short name.
    regions: Vec<HeldInRegion>,
    /// All of it as one JSON text, to take along.
    json: String,
}

/// What a region holds on the one who asks: person, employments, courses, teaching, imports, and who has seen it.
#[derive(SimpleObject)]
struct HeldInRegion {
    slug: String,
    name: String,
    sections: Vec<HeldSection>,
}

/// What is held under one heading, in Swedish; there may be none.
#[derive(SimpleObject)]
struct HeldSection {
    heading: String,
    columns: Vec<String>,
    /// A value for each column; empty where there is none.
    rows: Vec<Vec<String>>,
}

impl HeldSection {
    fn show(section: Section) -> Self {
        Self {
            heading: section.heading.to_owned(),
            columns: section.columns.into_iter().map(str::to_owned).collect(),
            rows: section.rows,
        }
    }
}

impl HeldInRegion {
    fn show(one: InOneRegion) -> Self {
        Self {
            slug: one.slug.to_string(),
            name: one.name,
            sections: one.sections.into_iter().map(HeldSection::show).collect(),
        }
    }
}

impl MyData {
    fn show(held: Held) -> Self {
        Self {
            json: json(&held),
            account: held.account.into_iter().map(HeldSection::show).collect(),
            regions: held.regions.into_iter().map(HeldInRegion::show).collect(),
        }
    }
}

/// What reading one's own data adds to the queries.
#[derive(Default)]
pub struct MyDataQuery;

#[Object]
impl MyDataQuery {
    /// All that is held on the one who asks; that they have read it is in the audit of each region.
    async fn my_data(&self, context: &Context<'_>) -> async_graphql::Result<Option<MyData>> {
        let (caller, operation) = (graph::caller(context), graph::operation(context)?);
        let held = accounts(context)?.my_data(caller, operation).await;
        Ok(Some(MyData::show(held.map_err(Refusal::from)?)))
    }
}
