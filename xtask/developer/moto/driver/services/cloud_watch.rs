//! Metrics and alarms, with clients of each protocol of the service: the modules around this one name the
//! crate.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Result, ensure};
use whitesmith_runtime::DateTime;

use super::CloudWatch;
use super::cloudwatch::operation::delete_alarms::DeleteAlarmsInput;
use super::cloudwatch::operation::describe_alarms::DescribeAlarmsInput;
use super::cloudwatch::operation::get_metric_data::GetMetricDataInput;
use super::cloudwatch::operation::get_metric_statistics::{
    GetMetricStatisticsError, GetMetricStatisticsInput,
};
use super::cloudwatch::operation::list_metrics::ListMetricsInput;
use super::cloudwatch::operation::put_metric_alarm::PutMetricAlarmInput;
use super::cloudwatch::operation::put_metric_data::PutMetricDataInput;
use super::cloudwatch::operation::set_alarm_state::SetAlarmStateInput;
use super::cloudwatch::types::{
    ComparisonOperator, Dimension, Metric, MetricDataQuery, MetricDatum, MetricStat, StandardUnit,
    StateValue, Statistic,
};
use crate::check::{given, paged, refused, same};

/// The time limit for waiting for a state that is reached at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// The largest number of metrics in a page.
const PAGE: usize = 500;

/// Runs the scenario with so many metrics. The clients share the server, but no metric.
pub(crate) async fn run(client: CloudWatch, protocol: &str, count: usize) -> Result<()> {
    let namespace = format!("{protocol}/{}", super::KIND);
    // The beginning of a minute, for which alone the service has statistics.
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let minute = i64::try_from(now)? / 60 * 60 - 600;
    metrics(&client, &namespace, minute, count).await?;
    statistics(&client, &namespace, minute).await?;
    alarms(&client, &namespace).await?;

    let input = GetMetricStatisticsInput::new().namespace(&namespace).metric_name("metric 007");
    let none = wait!(client.get_metric_statistics(input.period(60)));
    refused(none, "InvalidParameterCombination", |error| {
        matches!(error, GetMetricStatisticsError::InvalidParameterCombinationException(_))
    })
}

/// Writes metrics and lists them.
async fn metrics(client: &CloudWatch, namespace: &str, minute: i64, count: usize) -> Result<()> {
    let names: Vec<_> = (0..count).map(|number| format!("metric {number:03}")).collect();
    let data = names.iter().map(|name| {
        let datum = MetricDatum::new().metric_name(name).timestamp(DateTime::from_secs(minute));
        let datum = datum.dimensions([dimension()]).unit(StandardUnit::Seconds);
        datum.values([1.0, 0.25]).counts([2.0, 1.0])
    });
    // Large enough to be compressed.
    let input =
        PutMetricDataInput::new().namespace(namespace).metric_data(data.collect::<Vec<_>>());
    wait!(client.put_metric_data(input))?;

    let mut pages = Vec::new();
    let mut listed = client.list_metrics_pages(ListMetricsInput::new().namespace(namespace));
    while let Some(page) = next!(listed) {
        let metrics = page?.metrics.unwrap_or_default();
        let dimensions = Some(vec![dimension()]);
        ensure!(metrics.iter().all(|metric| metric.dimensions == dimensions), "{metrics:?}");
        let names = metrics.into_iter().filter_map(|metric| metric.metric_name);
        pages.push(names.collect::<Vec<_>>());
    }
    paged(&pages, count.div_ceil(PAGE), &names)
}

/// Reads what the service has computed of a metric.
async fn statistics(client: &CloudWatch, namespace: &str, minute: i64) -> Result<()> {
    let (start, end) = (DateTime::from_secs(minute), DateTime::from_secs(minute + 60));
    let input = GetMetricStatisticsInput::new().namespace(namespace).metric_name("metric 007");
    let input = input.start_time(start).end_time(end).period(60).dimensions([dimension()]);
    let input = input.statistics([Statistic::Sum, Statistic::Minimum, Statistic::SampleCount]);
    let found = wait!(client.get_metric_statistics(input))?;
    same(&found.label.as_deref(), &Some("metric 007"))?;
    let point = given(found.datapoints.unwrap_or_default().pop(), "datapoint")?;
    same(&(point.sum, point.minimum), &(Some(2.25), Some(0.25)))?;
    same(&(point.sample_count, point.average), &(Some(3.0), None))?;
    same(&(point.timestamp, point.unit), &(Some(start), Some(StandardUnit::Seconds)))?;

    let metric = Metric::new().namespace(namespace).metric_name("metric 007");
    let stat = MetricStat::new().metric(metric).period(60).stat("Sum");
    let query = MetricDataQuery::new().id("sum").metric_stat(stat);
    let input = GetMetricDataInput::new().metric_data_queries([query]).start_time(start);
    let found = wait!(client.get_metric_data(input.end_time(end)))?;
    let result = given(found.metric_data_results.unwrap_or_default().pop(), "result")?;
    same(&result.id.as_deref(), &Some("sum"))?;
    same(&(result.timestamps, result.values), &(Some(vec![start]), Some(vec![2.25])))
}

/// Creates alarms, changes the state of one, and deletes them.
async fn alarms(client: &CloudWatch, namespace: &str) -> Result<()> {
    let names = ["first", "second"].map(|name| format!("{namespace}/{name}"));
    for name in &names {
        let input = PutMetricAlarmInput::new().alarm_name(name).namespace(namespace);
        let input = input.metric_name("metric 007").statistic(Statistic::Average).period(60);
        let input = input.evaluation_periods(2).threshold(0.5).dimensions([dimension()]);
        let operator = ComparisonOperator::GreaterThanThreshold;
        wait!(client.put_metric_alarm(input.comparison_operator(operator)))?;
    }
    let input = DescribeAlarmsInput::new().alarm_names(names.clone());
    wait!(client.wait_until_alarm_exists(input, PATIENCE))?.into_result()?;
    let input = SetAlarmStateInput::new().alarm_name(&names[0]).state_value(StateValue::Alarm);
    wait!(client.set_alarm_state(input.state_reason("a <reason> & more")))?;

    let mut pages = Vec::new();
    let input = DescribeAlarmsInput::new().alarm_name_prefix(namespace);
    let mut listed = client.describe_alarms_pages(input);
    while let Some(page) = next!(listed) {
        let alarms = page?.metric_alarms.unwrap_or_default();
        for alarm in alarms.iter().filter(|alarm| alarm.alarm_name.as_ref() == Some(&names[0])) {
            same(&(alarm.threshold, alarm.period), &(Some(0.5), Some(60)))?;
            same(&alarm.state_value, &Some(StateValue::Alarm))?;
            same(&alarm.state_reason.as_deref(), &Some("a <reason> & more"))?;
            let changed = given(alarm.state_updated_timestamp, "time of the change")?;
            ensure!(changed.secs() > 1_700_000_000, "changed at {changed}");
        }
        pages.push(alarms.into_iter().filter_map(|alarm| alarm.alarm_name).collect());
    }
    paged(&pages, 1, &names)?;
    wait!(client.delete_alarms(DeleteAlarmsInput::new().alarm_names(names.clone())))?;
    let left = wait!(client.describe_alarms(DescribeAlarmsInput::new().alarm_names(names)))?;
    same(&left.metric_alarms.unwrap_or_default().len(), &0)
}

fn dimension() -> Dimension {
    Dimension::new().name("a b").value("c & <d>")
}
