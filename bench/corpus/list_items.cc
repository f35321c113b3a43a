// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "corpus/text_template.h"

// What ${list:name:low:high} repeats: the long parts of requests and responses.
namespace corpus {
namespace {

struct Item {
  std::string_view name;
  std::string_view text;
};

constexpr Item kItems[] = {
    {"instanceid", R"({"instanceId":"i-0${hex:16}"})"},
    {"resourceid", R"({"resourceId":"${instance}"})"},
    {"tag", R"({"key":"${word}","value":"${word}-${lower:4:12}"})"},
    {"filtervalue", R"({"value":"${word}-${lower:3:8}"})"},
    {"text", R"("${word}-${lower:3:14}")"},
    {"arn", R"("arn:aws:ecs:${region}:${account}:task/${cluster}/${hex:32}")"},
    {"environment",
     R"({"name":"${upper:14}_URL","value":"https://${word}.internal.example/${lower:6:18}"})"},
    {"metric",
     R"({"namespace":"${word}/${word}","metricName":"${word}Count","dimensions":[{"name":"InstanceId","value":"i-0${hex:16}"}],"timestamp":"${iso}","unit":"Count","value":${int:1:90000}})"},
    {"partition",
     R"({"values":["2025","${int:1:12}","${int:1:28}","${int:0:23}"],"storageDescriptor":{"location":"s3://${bucket}/${word}/part-${hex:12}/","inputFormat":"org.apache.hadoop.mapred.TextInputFormat","compressed":true,"numberOfBuckets":${int:1:64},"serdeInfo":{"serializationLibrary":"org.openx.data.jsonserde.JsonSerDe","parameters":{"serialization.format":"1"}}}})"},
    {"column", R"({"name":"${word}_${lower:3:9}","type":"string","comment":""})"},
    {"widget",
     R"({\"type\":\"metric\",\"x\":${int:0:18},\"y\":${int:0:90},\"width\":6,\"height\":6,\"properties\":{\"metrics\":[[\"AWS/Lambda\",\"Duration\",\"FunctionName\",\"${word}-${word}-handler\",{\"stat\":\"p99\"}]],\"region\":\"${region}\",\"title\":\"${word} ${word} ${lower:4:9}\",\"period\":300}})"},
    {"statement",
     R"({\"Sid\":\"${alnum:12}\",\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::${word}-${word}-${lower:8}\",\"arn:aws:s3:::${word}-${word}-${lower:8}/*\"]})"},
    {"allocation",
     R"({"instanceId":"i-0${hex:16}","imageId":"${image}","instanceState":{"code":0,"name":"pending"},"privateDnsName":"ip-10-0-${int:0:255}-${int:4:250}.ec2.internal","amiLaunchIndex":${int:0:9},"productCodes":{},"instanceType":"${type}","launchTime":${epoch},"placement":{"availabilityZone":"${region}a","tenancy":"default"},"monitoring":{"state":"pending"},"subnetId":"${subnet}","vpcId":"${vpc}","privateIpAddress":"${private}","stateReason":{"code":"pending","message":"pending"},"architecture":"x86_64","rootDeviceType":"ebs","rootDeviceName":"/dev/xvda","blockDeviceMapping":{},"virtualizationType":"hvm","hypervisor":"xen","clientToken":"${uuid}","groupSet":{"items":[{"groupId":"${securitygroup}","groupName":"${word}-${word}"}]},"sourceDestCheck":true,"networkInterfaceSet":{"items":[{"networkInterfaceId":"eni-0${hex:16}","subnetId":"${subnet}","vpcId":"${vpc}","ownerId":"${account}","status":"in-use","macAddress":"0a:${hex:2}:${hex:2}:${hex:2}:${hex:2}:${hex:2}","privateIpAddress":"${private}","interfaceType":"interface","attachment":{"attachmentId":"eni-attach-0${hex:16}","deviceIndex":0,"networkCardIndex":0,"status":"attaching","attachTime":${epoch},"deleteOnTermination":true}}]},"ebsOptimized":false,"enaSupport":true,"cpuOptions":{"coreCount":1,"threadsPerCore":2},"capacityReservationSpecification":{"capacityReservationPreference":"open"},"enclaveOptions":{"enabled":false},"metadataOptions":{"state":"pending","httpTokens":"required","httpPutResponseHopLimit":2,"httpEndpoint":"enabled","httpProtocolIpv4":"enabled","httpProtocolIpv6":"disabled","instanceMetadataTags":"disabled"},"maintenanceOptions":{"autoRecovery":"default"},"currentInstanceBootMode":"legacy-bios"})"},
};

}  // namespace

const TextTemplate* find_list_item(std::string_view name) {
  static const auto items = [] {
    std::map<std::string_view, TextTemplate> parsed;
    for (const Item& item : kItems) parsed.emplace(item.name, TextTemplate(item.text));
    return parsed;
  }();
  const auto item = items.find(name);
  return item == items.end() ? nullptr : &item->second;
}

}  // namespace corpus
