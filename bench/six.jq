# SPDX-License-Identifier: Apache-2.0
# The six event checks that trailsift never misses, as one jq program over log files: what a responder
# would otherwise type. It looks at single events only: no duplicates, no counting over time, no
# grouping. Run with --slurp off, -c, one file's text on standard input.
def world: . == "0.0.0.0/0" or . == "::/0";
def denied: . != null and test("AccessDenied|UnauthorizedOperation|UnauthorizedException|AuthorizationError");
.Records[]
| . as $event
| (
    (select(.userIdentity.type == "Root" and (.userIdentity.invokedBy == null)) | "root_used"),
    (select(.eventName == "CreateAccessKey" and .errorCode == null) | "access_key_created"),
    (select(.eventSource == "cloudtrail.amazonaws.com"
        and (.eventName | IN("StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors",
                             "PutInsightSelectors"))) | "trail_blinded"),
    (select((.eventName | IN("AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"))
        and ([.requestParameters | .. | strings | select(world)] | length > 0)) | "ingress_opened"),
    (select(.eventName == "RunInstances" and .errorCode == null
        and (.awsRegion | IN("us-east-1", "eu-west-1") | not)) | "instances_off_region"),
    (select((.errorCode | denied) and .sourceIPAddress != "delivery.logs.amazonaws.com"
        and .eventName != "HeadBucket") | "denied")
  ) as $check
| [$check, $event.eventTime, $event.userIdentity.arn, $event.sourceIPAddress, $event.eventID]
