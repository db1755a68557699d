//! `totp_secrets` and `recovery_codes`. What must happen once, such as using a code, is one statement's condition.

use chrono::{DateTime, TimeDelta, Utc};
use domain::AccountId;
use identity::{RecoveryCode, TimeStep};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, JoinType, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tenancy::{PlatformDb, StoreFault};

/// Whether an account may sign in, and whether it has a second factor.
pub(crate) struct Standing {
    pub(crate) suspended: bool,
    pub(crate) enrolled: bool,
}

/// An authenticator key, as it is kept.
pub(crate) struct TotpRow {
    pub(crate) sealed: String,
    pub(crate) confirmed: bool,
}

/// How an account stands; `None` where there is none.
pub(crate) async fn standing(
    platform: &PlatformDb,
    account: AccountId,
) -> Result<Option<Standing>, StoreFault> {
    let select = Query::select()
        .column(("a", "suspended_at"))
        .column(("t", "confirmed_at"))
        .from_as("accounts", "a")
        .join_as(
            JoinType::LeftJoin,
            "totp_secrets",
            "t",
            Expr::col(("t", "account_id")).equals(("a", "id")),
        )
        .and_where(Expr::col(("a", "id")).eq(account.uuid()))
        .to_owned();
    let Some(row) = platform.connection().query_one(&select).await? else { return Ok(None) };
    let suspended_at: Option<DateTime<Utc>> = row.try_get("", "suspended_at")?;
    let confirmed_at: Option<DateTime<Utc>> = row.try_get("", "confirmed_at")?;
    Ok(Some(Standing { suspended: suspended_at.is_some(), enrolled: confirmed_at.is_some() }))
}

/// The account's key, confirmed or not.
pub(crate) async fn totp_of(
    platform: &PlatformDb,
    account: AccountId,
) -> Result<Option<TotpRow>, StoreFault> {
    let select = Query::select()
        .columns(["sealed", "confirmed_at"])
        .from("totp_secrets")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .to_owned();
    let Some(row) = platform.connection().query_one(&select).await? else { return Ok(None) };
    let confirmed_at: Option<DateTime<Utc>> = row.try_get("", "confirmed_at")?;
    Ok(Some(TotpRow { sealed: row.try_get("", "sealed")?, confirmed: confirmed_at.is_some() }))
}

/// Writes a key that is not confirmed, in place of another such. A confirmed one is a unique violation.
pub(crate) async fn begin_totp(
    platform: &PlatformDb,
    account: AccountId,
    sealed: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let tx = platform.begin().await?;
    let forget = Query::delete()
        .from_table("totp_secrets")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("confirmed_at").is_null())
        .to_owned();
    tx.execute(&forget).await?;
    let insert = Query::insert()
        .into_table("totp_secrets")
        .columns(["account_id", "sealed", "created_at", "guessing_since"])
        .values_panic([account.uuid().into(), sealed.into(), now.into(), now.into()])
        .to_owned();
    tx.execute(&insert).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes this very key a factor; false where it is one already, or another has taken its place.
pub(crate) async fn confirm_totp(
    tx: &DatabaseTransaction,
    account: AccountId,
    sealed: &str,
    step: TimeStep,
    now: DateTime<Utc>,
) -> Result<bool, StoreFault> {
    let update = Query::update()
        .table("totp_secrets")
        .value("confirmed_at", now)
        .value("last_step", step.number())
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("sealed").eq(sealed))
        .and_where(Expr::col("confirmed_at").is_null())
        .to_owned();
    Ok(tx.execute(&update).await?.rows_affected() == 1)
}

/// Counts one guess; false where there have been `most` within `window` already. Guesses made at once are counted too.
pub(crate) async fn count_guess(
    platform: &PlatformDb,
    account: AccountId,
    most: i32,
    window: TimeDelta,
    now: DateTime<Utc>,
) -> Result<bool, StoreFault> {
    let begun = now.checked_sub_signed(window).unwrap_or(now);
    let running = || Expr::col("guessing_since").gt(begun);
    let count = CaseStatement::new().case(running(), Expr::col("guesses").add(1)).finally(1);
    let since = CaseStatement::new().case(running(), Expr::col("guessing_since")).finally(now);
    let update = Query::update()
        .table("totp_secrets")
        .value("guesses", count)
        .value("guessing_since", since)
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(running().not().or(Expr::col("guesses").lt(most)))
        .to_owned();
    Ok(platform.connection().execute(&update).await?.rows_affected() == 1)
}

/// Uses a step of a confirmed key, and forgets the guesses; false where it, or a later one, has been used.
pub(crate) async fn use_step(
    platform: &PlatformDb,
    account: AccountId,
    step: TimeStep,
) -> Result<bool, StoreFault> {
    let unused = Expr::col("last_step").is_null().or(Expr::col("last_step").lt(step.number()));
    let update = Query::update()
        .table("totp_secrets")
        .value("last_step", step.number())
        .value("guesses", 0)
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("confirmed_at").is_not_null())
        .and_where(unused)
        .to_owned();
    Ok(platform.connection().execute(&update).await?.rows_affected() == 1)
}

/// Uses a recovery code; false where the account has none such left.
pub(crate) async fn use_recovery_code(
    platform: &PlatformDb,
    account: AccountId,
    code: &RecoveryCode,
    now: DateTime<Utc>,
) -> Result<bool, StoreFault> {
    let update = Query::update()
        .table("recovery_codes")
        .value("used_at", now)
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("digest").eq(code.digest(account)))
        .and_where(Expr::col("used_at").is_null())
        .to_owned();
    Ok(platform.connection().execute(&update).await?.rows_affected() == 1)
}

/// These codes, and none before them.
pub(crate) async fn replace_recovery_codes(
    platform: &PlatformDb,
    tx: &DatabaseTransaction,
    account: AccountId,
    codes: &[RecoveryCode],
) -> Result<(), StoreFault> {
    forget_recovery_codes(tx, account).await?;
    for code in codes {
        let insert = Query::insert()
            .into_table("recovery_codes")
            .columns(["id", "account_id", "digest"])
            .values_panic([
                platform.surroundings().ids.next().into(),
                account.uuid().into(),
                code.digest(account).into(),
            ])
            .to_owned();
        tx.execute(&insert).await?;
    }
    Ok(())
}

/// How many recovery codes are left.
pub(crate) async fn recovery_codes_left(
    platform: &PlatformDb,
    account: AccountId,
) -> Result<i64, StoreFault> {
    let select = Query::select()
        .expr_as(Expr::col("id").count(), "left_over")
        .from("recovery_codes")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("used_at").is_null())
        .to_owned();
    let row = platform.connection().query_one(&select).await?;
    row.map_or(Ok(0), |row| Ok(row.try_get("", "left_over")?))
}

/// Takes the key and the recovery codes away.
pub(crate) async fn remove(platform: &PlatformDb, account: AccountId) -> Result<(), StoreFault> {
    let tx = platform.begin().await?;
    forget_recovery_codes(&tx, account).await?;
    let forget = Query::delete()
        .from_table("totp_secrets")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .to_owned();
    tx.execute(&forget).await?;
    tx.commit().await?;
    Ok(())
}

async fn forget_recovery_codes(
    tx: &DatabaseTransaction,
    account: AccountId,
) -> Result<(), StoreFault> {
    let forget = Query::delete()
        .from_table("recovery_codes")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .to_owned();
    tx.execute(&forget).await?;
    Ok(())
}
